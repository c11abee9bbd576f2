package org.odradek.exchange;

import org.odradek.core.entry.DerivedIds;
import org.odradek.exchange.portable.ImportWarning;
import org.odradek.exchange.portable.PortableItem;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Which of an item's tags can be tags here.
final class TagCheck {
    /// The store's bound on a tag's name.
    private static final int TAG_CHARS_MAX = 100;

    private TagCheck() {}

    /// The item's tags, each once, those that cannot be taken named in a warning.
    static List<String> usable(PortableItem item, Consumer<ImportWarning> warnings) {
        var taken = new HashSet<String>();
        var usable = new ArrayList<String>();
        for (var tag : item.tags()) {
            var normalised = DerivedIds.normalisedTag(tag);
            if (normalised.isEmpty() || tag.length() > TAG_CHARS_MAX || tag.indexOf('\n') >= 0) {
                warnings.accept(
                        new ImportWarning(
                                item.sourceId(),
                                "One of its tags is empty or longer than 100 characters, and is"
                                        + " left out."));
            } else if (taken.add(normalised)) {
                usable.add(tag);
            }
        }
        return usable;
    }

    /// The usable ones that are not among `present`.
    static List<String> missing(
            PortableItem item, List<String> present, Consumer<ImportWarning> warnings) {
        var known = present.stream().map(DerivedIds::normalisedTag).collect(Collectors.toSet());
        return usable(item, warnings).stream()
                .filter(tag -> !known.contains(DerivedIds.normalisedTag(tag)))
                .toList();
    }
}

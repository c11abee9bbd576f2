package org.odradek.exchange;

import org.odradek.core.action.Action;
import org.odradek.core.entry.ItemId;
import org.odradek.core.entry.Origin;
import org.odradek.core.text.BodyEventId;
import org.odradek.core.text.Splice;
import org.odradek.exchange.portable.StrictText;
import org.odradek.store.Store;
import org.odradek.store.history.History.LogRow;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// What earlier imports brought into a body, apart from what people wrote into it: imports attach to each other, so their splices,
/// one after the other, give the source's text as it was each time.
final class ImportedTexts {
    /// More edits than a note has in years.
    private static final int LOG_ROWS_MAX = 100_000;

    private final Store store;

    ImportedTexts(Store store) {
        this.store = store;
    }

    /// @param text     the source's text at the last import
    /// @param frontier the version of the body that holds it and nothing else
    /// @param sha256s  the text's digest after each step, the empty one's first
    record Imported(String text, SortedSet<BodyEventId> frontier, List<String> sha256s) {}

    Imported of(ItemId item) {
        var text = new StringBuilder();
        SortedSet<BodyEventId> frontier = new TreeSet<>();
        var digests = new ArrayList<>(List.of(digest("")));
        for (LogRow row : store.history().log(item, 0, LOG_ROWS_MAX).reversed()) {
            if (row.origin() != Origin.IMPORT) {
                continue;
            }
            for (var action : row.actions()) {
                if (action instanceof Action.EditBody edit
                        && edit.item().equals(item)
                        && edit.whole()
                        && edit.parents().equals(frontier)) {
                    edit.splices().forEach(splice -> apply(splice, text));
                    frontier =
                            new TreeSet<>(
                                    List.of(
                                            BodyEventId.whole(
                                                    item.bytes(), edit.parents(), edit.splices())));
                    digests.add(digest(text.toString()));
                }
            }
        }
        return new Imported(text.toString(), frontier, digests);
    }

    private static void apply(Splice splice, StringBuilder text) {
        text.replace(
                splice.position(), splice.position() + splice.deletedLength(), splice.inserted());
    }

    private static String digest(String text) {
        return StrictText.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}

package org.odradek.exchange.markdown;

import org.jspecify.annotations.Nullable;
import org.odradek.exchange.portable.PortableItem;
import org.odradek.exchange.portable.PortableTask;
import org.odradek.exchange.portable.PortableTask.Priority;
import org.odradek.exchange.portable.PortableTask.RepeatFrom;
import org.odradek.exchange.portable.PortableTask.Status;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The front matter that we write ourselves, for what a Markdown file has no place for: tags, and what makes a task. It is
/// written only for a body without front matter of its own, and taken off again when a file is read, provided that it would be
/// written exactly as it stands; so a person's own front matter is never touched, and ours never becomes part of the text.
final class OwnHeader {
    private static final String MARK = "odradek: ";

    private OwnHeader() {}

    /// What an item's file says before its body, empty when the body says it all.
    static String render(PortableItem item) {
        var told =
                item.task() == null
                        && !item.pinned()
                        && sameTags(item.tags(), FrontMatter.of(item.body()).tags());
        if (told || hasFrontMatter(item)) {
            return "";
        }
        var lines = new ArrayList<String>();
        lines.add("---");
        lines.add(MARK + (item.task() == null ? "note" : "task"));
        if (!item.tags().isEmpty()) {
            lines.add("tags:");
            item.tags().forEach(tag -> lines.add("  - " + quoted(tag)));
        }
        if (item.pinned()) {
            lines.add("pinned: true");
        }
        if (item.task() != null) {
            addTask(item.task(), lines);
        }
        lines.add("---");
        return String.join("\n", lines) + "\n";
    }

    /// Whether something about the item is in neither the header nor its own front matter.
    static boolean losesSomething(PortableItem item) {
        return hasFrontMatter(item)
                && (item.task() != null
                        || item.pinned()
                        || !sameTags(item.tags(), FrontMatter.of(item.body()).tags()));
    }

    /// The item without our header and with what it says, or empty when the text does not begin with one.
    static Optional<PortableItem> read(PortableItem file) {
        var body = file.body();
        var block = FrontMatter.block(body).orElse("");
        if (!block.startsWith(MARK)) {
            return Optional.empty();
        }
        var frontMatter = FrontMatter.of(body);
        var tags = frontMatter.values("tags");
        var header = "---\n" + block + "---\n";
        if (!body.startsWith(header)) {
            return Optional.empty();
        }
        try {
            var isTask = "task".equals(first(frontMatter, "odradek"));
            var item =
                    PortableItem.note(
                                    file.sourceId(), file.title(), body.substring(header.length()))
                            .tagged(tags)
                            .asTask(isTask ? readTask(frontMatter) : null)
                            .marked("true".equals(first(frontMatter, "pinned")), false);
            return render(item).equals(header) ? Optional.of(item) : Optional.empty();
        } catch (IllegalArgumentException e) {
            // A value of no known kind: somebody wrote this by hand, so it is their own front
            // matter.
            return Optional.empty();
        }
    }

    private static void addTask(PortableTask task, List<String> lines) {
        lines.add("status: " + lower(task.status()));
        addUnlessNull("due", task.due(), lines);
        addUnlessNull("reminder", task.reminder(), lines);
        if (task.priority() != Priority.NONE) {
            lines.add("priority: " + lower(task.priority()));
        }
        if (task.repeat() != null) {
            lines.add("repeat: " + quoted(task.repeat()));
            lines.add("repeat-from: " + lower(task.repeatFrom()));
        }
    }

    private static PortableTask readTask(FrontMatter frontMatter) {
        var priority = first(frontMatter, "priority");
        var repeatFrom = first(frontMatter, "repeat-from");
        return new PortableTask(
                Status.valueOf(
                        String.valueOf(first(frontMatter, "status")).toUpperCase(Locale.ROOT)),
                null,
                first(frontMatter, "due"),
                first(frontMatter, "reminder"),
                priority == null
                        ? Priority.NONE
                        : Priority.valueOf(priority.toUpperCase(Locale.ROOT)),
                first(frontMatter, "repeat"),
                repeatFrom == null
                        ? RepeatFrom.DUE
                        : RepeatFrom.valueOf(repeatFrom.toUpperCase(Locale.ROOT)));
    }

    private static boolean hasFrontMatter(PortableItem item) {
        return FrontMatter.block(item.body()).isPresent();
    }

    private static boolean sameTags(List<String> a, List<String> b) {
        return lowerAll(a).equals(lowerAll(b));
    }

    private static Set<String> lowerAll(List<String> tags) {
        var all = new TreeSet<String>();
        tags.forEach(tag -> all.add(tag.toLowerCase(Locale.ROOT)));
        return all;
    }

    private static void addUnlessNull(String key, @Nullable String value, List<String> lines) {
        if (value != null) {
            lines.add(key + ": " + value);
        }
    }

    private static @Nullable String first(FrontMatter frontMatter, String key) {
        var values = frontMatter.values(key);
        return values.isEmpty() ? null : values.getFirst();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String quoted(String text) {
        return text.contains("\"") ? "'" + text + "'" : "\"" + text + "\"";
    }
}

package org.odradek.app.command;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.ItemKind;
import org.odradek.core.entry.ItemId;
import org.odradek.store.edit.NewItem;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;

/// `note add` and `task add`.
final class MakeCommands {
    private MakeCommands() {}

    @Command(name = "note", description = "Notes.", subcommands = NoteAdd.class)
    static final class Note extends Group {}

    @Command(name = "task", description = "Tasks.", subcommands = TaskAdd.class)
    static final class TaskGroup extends Group {}

    @Command(name = "add", description = "Makes a note.")
    static final class NoteAdd implements Task {
        @Option(names = "--title", required = true, paramLabel = "T", description = "Its title.")
        String title = "";

        @Option(
                names = "--body",
                paramLabel = "B",
                description = "Its text; - reads standard input.")
        String body = "";

        @Option(
                names = "--notebook",
                paramLabel = "PATH",
                description = "Where; made when missing.")
        @Nullable String notebook;

        @Option(names = "--tag", paramLabel = "NAME", description = "A tag; can be given again.")
        List<String> tags = new ArrayList<>();

        @Override
        public Answer run(Desk desk) {
            var wish = NewItem.note(title, Named.text(desk, body)).in(notebook).tagged(tags);
            return Submitting.item(desk, desk.items().create(wish));
        }
    }

    @Command(name = "add", description = "Makes a task.")
    static final class TaskAdd implements Task {
        @Parameters(paramLabel = "TITLE", description = "Its title.")
        String title = "";

        @Option(names = "--due", paramLabel = "D", description = "2026-12-01 or 2026-12-01T09:00.")
        @Nullable String due;

        @Option(names = "--reminder", paramLabel = "D", description = "Likewise.")
        @Nullable String reminder;

        @Option(names = "--priority", paramLabel = "P", description = "none, low, medium or high.")
        String priority = "none";

        @Option(
                names = "--repeat",
                paramLabel = "RRULE",
                description = "Such as FREQ=WEEKLY;BYDAY=FR.")
        @Nullable String repeat;

        @Option(
                names = "--repeat-from",
                paramLabel = "due|done",
                description = "What the next one counts from.")
        String repeatFrom = "due";

        @Option(names = "--parent", paramLabel = "ID", description = "Makes it a sub-task.")
        @Nullable String parent;

        @Option(
                names = "--notebook",
                paramLabel = "PATH",
                description = "Where; made when missing.")
        @Nullable String notebook;

        @Option(names = "--tag", paramLabel = "NAME", description = "A tag; can be given again.")
        List<String> tags = new ArrayList<>();

        @Option(
                names = "--body",
                paramLabel = "B",
                description = "Its text; - reads standard input.")
        String body = "";

        @Override
        public Answer run(Desk desk) {
            ReadableValues.date("due", due);
            ReadableValues.date("reminder", reminder);
            ReadableValues.priority(priority);
            ReadableValues.rule(desk, repeat);
            ReadableValues.repeatFrom(repeatFrom);
            ItemId above = parent == null ? null : Named.item(desk, parent);
            var text = Named.text(desk, body);
            var wish =
                    new NewItem(
                            ItemKind.TASK,
                            title,
                            text,
                            notebook,
                            tags,
                            due,
                            reminder,
                            priority,
                            repeat,
                            repeatFrom,
                            above);
            return Submitting.item(desk, desk.items().create(wish));
        }
    }
}

package org.odradek.app.command;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.Value;
import org.odradek.core.action.Value.State;
import org.odradek.core.entry.Origin;
import org.odradek.core.task.Successor;
import org.odradek.store.Edit;
import org.odradek.store.edit.BodyEdits;
import org.odradek.store.edit.Planned;
import org.odradek.store.view.ItemDetail;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;

/// Commands that change one item's text and fields.
final class ChangeCommands {
    private ChangeCommands() {}

    @Command(name = "edit", description = "Changes an item's fields.")
    static final class EditItem implements Task {
        @Parameters(paramLabel = "ID")
        String id = "";

        @Option(names = "--kind", paramLabel = "note|task")
        @Nullable String kind;

        @Option(names = "--title", paramLabel = "T")
        @Nullable String title;

        @Option(names = "--body", paramLabel = "B", description = "- reads standard input.")
        @Nullable String body;

        @Option(names = "--due", paramLabel = "D|none")
        @Nullable String due;

        @Option(names = "--reminder", paramLabel = "D|none")
        @Nullable String reminder;

        @Option(names = "--priority", paramLabel = "P")
        @Nullable String priority;

        @Option(names = "--repeat", paramLabel = "RRULE|none")
        @Nullable String repeat;

        @Option(names = "--repeat-from", paramLabel = "due|done")
        @Nullable String repeatFrom;

        @ArgGroup @Nullable Pin pin;

        static final class Pin {
            @Option(names = "--pin", required = true)
            boolean on;

            @Option(names = "--unpin", required = true)
            boolean off;
        }

        @Override
        public Answer run(Desk desk) {
            var shown = Named.detail(desk, id);
            var item = shown.row().id();
            var actions = new ArrayList<Action>();
            if (kind != null) {
                if (!kind.equals("note") && !kind.equals("task")) {
                    return Answer.unreadable("A kind is note or task, not “" + kind + "”.");
                }
                actions.add(Edit.set(item, Field.KIND, Value.text(kind)));
            }
            addDate(actions, shown, Field.DUE, "due", due);
            addDate(actions, shown, Field.REMINDER, "reminder", reminder);
            if (priority != null) {
                ReadableValues.priority(priority);
                actions.add(Edit.set(item, Field.PRIORITY, Value.text(priority)));
            }
            if (repeat != null) {
                ReadableValues.rule(desk, repeat.equals("none") ? null : repeat);
                actions.add(
                        Edit.set(
                                item,
                                Field.REPEAT,
                                repeat.equals("none") ? Value.NONE : Value.text(repeat)));
            }
            if (repeatFrom != null) {
                ReadableValues.repeatFrom(repeatFrom);
                actions.add(Edit.set(item, Field.REPEAT_FROM, Value.text(repeatFrom)));
            }
            if (pin != null) {
                actions.add(Edit.set(item, Field.PINNED, Value.flag(pin.on)));
            }
            return withTexts(desk, shown, actions);
        }

        private Answer withTexts(Desk desk, ItemDetail shown, List<Action> actions) {
            if (title == null && body == null && actions.isEmpty()) {
                return Answer.notPossible("Nothing to change was given; see odradek edit --help.");
            }
            if (title != null) {
                var renamed = desk.items().rename(shown.row().id(), title);
                if (renamed instanceof Planned.Ready ready) {
                    actions.addAll(ready.actions());
                } else {
                    return Submitting.item(desk, renamed);
                }
            }
            if (body != null) {
                switch (BodyEdits.set(shown, Named.text(desk, body))) {
                    case Planned.Ready ready -> actions.addAll(ready.actions());
                    case Planned.Already _ -> {}
                    case Planned.Refused refused -> {
                        return Submitting.item(desk, refused);
                    }
                }
            }
            var items = List.of(shown.row().id());
            return Submitting.item(
                    desk,
                    actions.isEmpty()
                            ? new Planned.Already(items)
                            : new Planned.Ready(actions, items));
        }

        private static void addDate(
                List<Action> actions,
                ItemDetail shown,
                Field field,
                String what,
                @Nullable String given) {
            if (given == null) {
                return;
            }
            boolean clear = given.equals("none");
            ReadableValues.date(what, clear ? null : given);
            actions.add(Edit.set(shown.row().id(), field, clear ? Value.NONE : Value.text(given)));
        }
    }

    @Command(name = "insert", description = "Inserts text into an item's body.")
    static final class Insert implements Task {
        @Parameters(index = "0", paramLabel = "ID")
        String id = "";

        @Parameters(index = "1", paramLabel = "TEXT", description = "- reads standard input.")
        String text = "";

        @Option(
                names = "--at",
                required = true,
                paramLabel = "POS",
                description = "Where, in UTF-16 units.")
        int at;

        @Override
        public Answer run(Desk desk) {
            return Submitting.item(
                    desk, BodyEdits.insert(Named.detail(desk, id), at, Named.text(desk, text)));
        }
    }

    @Command(name = "delete", description = "Deletes text from an item's body.")
    static final class Delete implements Task {
        @Parameters(paramLabel = "ID")
        String id = "";

        @Option(
                names = "--at",
                required = true,
                paramLabel = "POS",
                description = "Where, in UTF-16 units.")
        int at;

        @Option(
                names = "--length",
                required = true,
                paramLabel = "N",
                description = "How many UTF-16 units.")
        int length;

        @Override
        public Answer run(Desk desk) {
            return Submitting.item(desk, BodyEdits.delete(Named.detail(desk, id), at, length));
        }
    }

    @Command(name = "done", description = "Completes a task; a recurring one gets its next.")
    static final class Done implements Task {
        @Parameters(paramLabel = "ID")
        String id = "";

        @Override
        public Answer run(Desk desk) {
            var row = Named.row(desk, id);
            var answer = Submitting.item(desk, desk.items().status(row, State.DONE, desk.today()));
            var next = desk.view().item(Successor.id(row.id()));
            if (answer instanceof Answer.Done(var exit, var json, var lines)
                    && json instanceof ObjectNode node
                    && next.isPresent()) {
                node.set("next", desk.json().item(next.get()));
                var more = new ArrayList<>(lines);
                more.add("Next: " + ItemJson.line(next.get().row()));
                return new Answer.Done(exit, node, more);
            }
            return answer;
        }
    }

    @Command(name = "reopen", description = "Opens a task again.")
    static final class Reopen implements Task {
        @Parameters(paramLabel = "ID")
        String id = "";

        @Override
        public Answer run(Desk desk) {
            return Submitting.item(
                    desk, desk.items().status(Named.row(desk, id), State.OPEN, desk.today()));
        }
    }

    @Command(name = "cancel", description = "Cancels a task.")
    static final class Cancel implements Task {
        @Parameters(paramLabel = "ID")
        String id = "";

        @Override
        public Answer run(Desk desk) {
            return Submitting.item(
                    desk, desk.items().status(Named.row(desk, id), State.CANCELLED, desk.today()));
        }
    }

    @Command(name = "move", description = "Moves items into a notebook.")
    static final class Move implements Task {
        @Parameters(arity = "1..*", paramLabel = "ID")
        List<String> ids = new ArrayList<>();

        @Option(
                names = "--notebook",
                required = true,
                paramLabel = "PATH|/",
                description = "/ is the inbox.")
        String notebook = "";

        @Override
        public Answer run(Desk desk) {
            var into = notebook.equals("/") ? null : Named.notebook(desk, notebook).id();
            return Submitting.items(
                    desk, desk.items().move(Named.rows(desk, ids), into), Origin.USER);
        }
    }

    @Command(name = "order", description = "Puts an item after another one of its list, by hand.")
    static final class Order implements Task {
        @Parameters(paramLabel = "ID")
        String id = "";

        @ArgGroup(multiplicity = "1")
        @Nullable Where where;

        static final class Where {
            @Option(names = "--after", required = true, paramLabel = "ID")
            @Nullable String after;

            @Option(names = "--first", required = true)
            boolean first;
        }

        @Override
        public Answer run(Desk desk) {
            var row = Named.row(desk, id);
            var after = where == null || where.after == null ? null : Named.item(desk, where.after);
            var list = desk.items().handList(row, desk.today());
            return Submitting.item(desk, desk.items().order(row.id(), after, list));
        }
    }

    @Command(name = "trash", description = "Puts items into the trash.")
    static final class Trash implements Task {
        @Parameters(arity = "1..*", paramLabel = "ID")
        List<String> ids = new ArrayList<>();

        @Override
        public Answer run(Desk desk) {
            return Submitting.items(desk, desk.items().trash(Named.rows(desk, ids)), Origin.USER);
        }
    }

    @Command(name = "restore", description = "Brings items back from the trash.")
    static final class Restore implements Task {
        @Parameters(arity = "1..*", paramLabel = "ID")
        List<String> ids = new ArrayList<>();

        @Override
        public Answer run(Desk desk) {
            return Submitting.items(desk, desk.items().restore(Named.rows(desk, ids)), Origin.USER);
        }
    }

    @Command(name = "purge", description = "Deletes trashed items for ever.")
    static final class Purge implements Task {
        @Parameters(arity = "1..*", paramLabel = "ID")
        List<String> ids = new ArrayList<>();

        @Override
        public Answer run(Desk desk) {
            return Submitting.items(desk, desk.items().purge(Named.rows(desk, ids)), Origin.USER);
        }
    }
}

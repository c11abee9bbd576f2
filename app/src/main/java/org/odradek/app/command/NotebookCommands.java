package org.odradek.app.command;

import org.odradek.core.entry.ItemId;
import org.odradek.core.entry.Origin;
import org.odradek.store.edit.Planned;
import org.odradek.store.view.NotebookRow;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;

/// `notebook …`.
final class NotebookCommands {
    private NotebookCommands() {}

    @Command(
            name = "notebook",
            description = "Notebooks.",
            subcommands = {Add.class, Rename.class, Move.class, Remove.class, ListAll.class})
    static final class Notebook extends Group {}

    @Command(name = "add", description = "Makes a notebook, and those above it that are missing.")
    static final class Add implements Task {
        @Parameters(paramLabel = "PATH")
        String path = "";

        @Override
        public Answer run(Desk desk) {
            return notebook(desk, desk.notebooks().add(path));
        }
    }

    @Command(name = "rename", description = "Renames a notebook.")
    static final class Rename implements Task {
        @Parameters(index = "0", paramLabel = "PATH")
        String path = "";

        @Parameters(index = "1", paramLabel = "NEW")
        String name = "";

        @Override
        public Answer run(Desk desk) {
            return notebook(desk, desk.notebooks().rename(Named.notebook(desk, path), name));
        }
    }

    @Command(name = "move", description = "Moves a notebook into another one.")
    static final class Move implements Task {
        @Parameters(paramLabel = "PATH")
        String path = "";

        @Option(
                names = "--into",
                required = true,
                paramLabel = "PATH|/",
                description = "/ is the top.")
        String into = "";

        @Override
        public Answer run(Desk desk) {
            ItemId target = into.equals("/") ? null : Named.notebook(desk, into).id();
            return notebook(desk, desk.notebooks().move(Named.notebook(desk, path), target));
        }
    }

    @Command(name = "remove", description = "Removes a notebook; what is in it goes to the trash.")
    static final class Remove implements Task {
        @Parameters(paramLabel = "PATH")
        String path = "";

        @Override
        public Answer run(Desk desk) {
            var row = Named.notebook(desk, path);
            return Submitting.answer(
                    desk,
                    desk.notebooks().remove(row),
                    Origin.USER,
                    (_, entry) -> {
                        var node = ItemJson.NODES.objectNode();
                        node.put("id", row.id().toString());
                        node.put("path", row.path());
                        node.put("entry", entry);
                        return Answer.of(
                                node,
                                "Removed "
                                        + row.path()
                                        + "; its "
                                        + row.itemsBelow()
                                        + " items are in the trash.");
                    });
        }
    }

    @Command(name = "list", description = "Lists all notebooks.")
    static final class ListAll implements Task {
        @Override
        public Answer run(Desk desk) {
            var list = ItemJson.NODES.arrayNode();
            var lines = new ArrayList<String>();
            for (var row : desk.view().notebooks()) {
                list.addObject()
                        .put("id", row.id().toString())
                        .put("path", row.path())
                        .put("items", row.items());
                lines.add(row.path() + "  " + row.items());
            }
            return Answer.of(list, lines);
        }
    }

    private static Answer notebook(Desk desk, Planned planned) {
        return Submitting.answer(
                desk,
                planned,
                Origin.USER,
                (items, _) ->
                        desk.view().notebooks().stream()
                                .filter(row -> row.id().equals(items.getFirst()))
                                .findFirst()
                                .map(NotebookCommands::answer)
                                .orElseGet(
                                        () ->
                                                Answer.notFound(
                                                        "The notebook is not there any more.")));
    }

    private static Answer answer(NotebookRow row) {
        var node = ItemJson.NODES.objectNode();
        node.put("id", row.id().toString());
        node.put("path", row.path());
        node.put("items", row.items());
        return Answer.of(node, row.path());
    }
}

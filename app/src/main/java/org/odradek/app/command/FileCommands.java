package org.odradek.app.command;

import org.odradek.core.action.Action;
import org.odradek.store.attachment.Attachments;
import org.odradek.store.edit.FieldCheck;
import org.odradek.store.edit.Planned;
import org.odradek.store.view.AttachmentRow;
import org.odradek.store.view.ItemDetail;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/// Commands about the files of items.
final class FileCommands {
    private FileCommands() {}

    @Command(name = "attach", description = "Attaches a file to an item.")
    static final class Attach implements Task {
        @Parameters(index = "0", paramLabel = "ID")
        String id = "";

        @Parameters(index = "1", paramLabel = "FILE")
        Path file = Path.of("");

        @Override
        public Answer run(Desk desk) {
            var shown = Named.detail(desk, id);
            if (!Files.isRegularFile(desk.at(file))) {
                return Answer.notFound("There is no file “" + file + "”.");
            }
            try (var content = Files.newInputStream(desk.at(file))) {
                return switch (desk.store().attachments().keep(content)) {
                    case Attachments.Kept.TooLarge(var least) ->
                            Answer.notPossible(
                                    file.getFileName()
                                            + " has more than "
                                            + least / 1_000_000
                                            + " MB; Odradek keeps files up to 100 MB.");
                    case Attachments.Kept.Stored(var sha256, var size) ->
                            attach(desk, shown, sha256, size);
                };
            } catch (IOException e) {
                return Answer.notPossible(
                        "The file “" + file + "” could not be read or kept; nothing was changed.");
            }
        }

        private Answer attach(Desk desk, ItemDetail shown, String sha256, long size) {
            var name = String.valueOf(file.getFileName());
            var wrong = FieldCheck.title(name);
            if (wrong.isPresent()) {
                return Answer.notPossible(wrong.get());
            }
            var item = shown.row().id();
            Action action = new Action.Attach(item, name, HexFormat.of().parseHex(sha256), size);
            return Submitting.item(desk, new Planned.Ready(List.of(action), List.of(item)));
        }
    }

    @Command(name = "detach", description = "Takes a file off an item.")
    static final class Detach implements Task {
        @Parameters(index = "0", paramLabel = "ID")
        String id = "";

        @Parameters(index = "1", paramLabel = "NAME")
        String name = "";

        @Override
        public Answer run(Desk desk) {
            var shown = Named.detail(desk, id);
            var item = shown.row().id();
            List<Action> actions =
                    shown.attachments().stream()
                            .filter(file -> file.name().equals(name))
                            .map(
                                    file ->
                                            (Action)
                                                    new Action.Detach(
                                                            item,
                                                            name,
                                                            HexFormat.of().parseHex(file.sha256()),
                                                            file.sizeBytes()))
                            .toList();
            return actions.isEmpty()
                    ? Answer.notFound("The item has no file “" + name + "”.")
                    : Submitting.item(desk, new Planned.Ready(actions, List.of(item)));
        }
    }

    @Command(name = "fetch", description = "Writes an item's file to a place of yours.")
    static final class Fetch implements Task {
        @Parameters(index = "0", paramLabel = "ID")
        String id = "";

        @Parameters(index = "1", paramLabel = "NAME")
        String name = "";

        @Option(names = "--to", required = true, paramLabel = "FILE")
        Path to = Path.of("");

        @Override
        public Answer run(Desk desk) {
            var file =
                    Named.detail(desk, id).attachments().stream()
                            .filter(row -> row.name().equals(name))
                            .findFirst();
            if (file.isEmpty()) {
                return Answer.notFound("The item has no file “" + name + "”.");
            }
            if (!file.get().here()) {
                return Answer.notPossible(
                        "“"
                                + name
                                + "” is not on this device yet; it comes with the next delivery.");
            }
            return copy(desk, file.get());
        }

        private Answer copy(Desk desk, AttachmentRow file) {
            try {
                desk.store().attachments().copyTo(file.sha256(), desk.at(to));
                var node = ItemJson.NODES.objectNode();
                node.put("name", file.name())
                        .put("size", file.sizeBytes())
                        .put("sha256", file.sha256());
                node.put("to", to.toString());
                return Answer.of(node, "Wrote " + to + ".");
            } catch (NoSuchFileException e) {
                return Answer.notFound("There is no folder for “" + to + "”.");
            } catch (IOException e) {
                return Answer.notPossible("“" + to + "” could not be written.");
            }
        }
    }
}

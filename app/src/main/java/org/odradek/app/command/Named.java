package org.odradek.app.command;

import org.odradek.core.conflict.ConflictId;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.ItemId;
import org.odradek.store.view.ConflictRow;
import org.odradek.store.view.ItemDetail;
import org.odradek.store.view.ItemRow;
import org.odradek.store.view.NotebookRow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Finds what an argument names; what fits nothing, or several things, ends the command with a sentence.
final class Named {
    private Named() {}

    static ItemId item(Desk desk, String prefix) {
        var fitting = prefix.isBlank() ? List.<ItemId>of() : desk.view().withPrefix(prefix, false);
        if (fitting.isEmpty()) {
            throw new Refusal(Answer.notFound("There is no item “" + shortened(prefix) + "”."));
        }
        if (fitting.size() > 1) {
            var candidates =
                    String.join(", ", fitting.stream().limit(5).map(ItemId::toString).toList());
            throw new Refusal(
                    new Answer.Refused(
                            "ambiguous",
                            "“"
                                    + prefix
                                    + "” fits several items: "
                                    + candidates
                                    + (fitting.size() > 5 ? ", …" : "."),
                            false));
        }
        return fitting.getFirst();
    }

    static ItemDetail detail(Desk desk, String prefix) {
        return desk.view()
                .item(item(desk, prefix))
                .orElseThrow(
                        () ->
                                new Refusal(
                                        Answer.notFound(
                                                "There is no item “" + shortened(prefix) + "”.")));
    }

    static ItemRow row(Desk desk, String prefix) {
        return detail(desk, prefix).row();
    }

    static List<ItemRow> rows(Desk desk, List<String> prefixes) {
        var ids = new ArrayList<ItemId>();
        prefixes.forEach(prefix -> ids.add(item(desk, prefix)));
        return desk.view().rows(ids);
    }

    static NotebookRow notebook(Desk desk, String path) {
        return desk.view()
                .notebook(path)
                .orElseThrow(
                        () ->
                                new Refusal(
                                        Answer.notFound(
                                                "There is no notebook “"
                                                        + shortened(path)
                                                        + "”.")));
    }

    static ConflictRow conflict(Desk desk, String text) {
        var known =
                desk.view().allConflicts().stream()
                        .filter(row -> row.id().value().startsWith(text))
                        .toList();
        if (text.length() == 16 && text.matches("[0-9a-f]+")) {
            var exact = desk.view().conflict(new ConflictId(text));
            if (exact.isPresent()) {
                return exact.get();
            }
        }
        if (text.isBlank() || known.isEmpty()) {
            throw new Refusal(Answer.notFound("There is no conflict “" + shortened(text) + "”."));
        }
        if (known.size() > 1) {
            throw new Refusal(
                    new Answer.Refused(
                            "ambiguous", "“" + text + "” fits several conflicts.", false));
        }
        return known.getFirst();
    }

    static EntryId entry(String text) {
        try {
            return EntryId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Refusal(
                    Answer.unreadable(
                            "“"
                                    + shortened(text)
                                    + "” is no entry; write DEVICE:SEQ as history prints it."));
        }
    }

    /// A text argument; a lone `-` reads standard input, which must be UTF-8.
    static String text(Desk desk, String argument) {
        if (!argument.equals("-")) {
            return argument;
        }
        try {
            var bytes = desk.in().readAllBytes();
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new Refusal(
                    Answer.unreadable("Standard input is not UTF-8; nothing was written."));
        } catch (IOException e) {
            throw new Refusal(
                    Answer.notPossible("Standard input cannot be read: " + e.getMessage() + "."));
        }
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}

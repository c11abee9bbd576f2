package org.odradek.app.command;

import org.odradek.app.capture.CaptureGrammar;
import org.odradek.app.capture.Captured;
import org.odradek.core.action.ItemKind;
import org.odradek.store.edit.NewItem;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.time.LocalDateTime;
import java.util.Locale;

/// Quick capture: one line, read by the same grammar as the capture window.
@Command(
        name = "capture",
        description = "Makes a note or a task from one line: \"Pay rent every 1st !high #home\".")
final class CaptureCommand implements Task {
    @Parameters(paramLabel = "TEXT", description = "- reads standard input.")
    String text = "";

    @Override
    public Answer run(Desk desk) {
        var given = Named.text(desk, text);
        if (given.isBlank()) {
            return Answer.notPossible("There is nothing to keep.");
        }
        var captured =
                CaptureGrammar.parse(given, LocalDateTime.now(desk.clock()), Locale.getDefault());
        return Submitting.item(desk, desk.items().create(wish(captured)));
    }

    /// What was understood, as an item to make.
    static NewItem wish(Captured captured) {
        var repeat = captured.repeat();
        return new NewItem(
                captured.task() ? ItemKind.TASK : ItemKind.NOTE,
                captured.title(),
                captured.body(),
                captured.notebook(),
                captured.tags(),
                captured.due() == null ? null : captured.due().iso(),
                captured.reminder() == null ? null : captured.reminder().iso(),
                captured.priority(),
                repeat == null ? null : repeat.rule(),
                repeat == null ? "due" : repeat.from(),
                null);
    }
}

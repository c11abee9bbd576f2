package org.odradek.app.flow;

import org.odradek.core.action.Action;
import org.odradek.store.Edit;

import java.time.Clock;
import java.time.LocalDate;
import java.util.function.BooleanSupplier;

/// What every slice works with: one of each per window.
public record Flow(
        Edits edits, Reads reads, Changes changes, Delays delays, NewIds ids, Clock clock) {
    public LocalDate today() {
        return LocalDate.now(clock);
    }

    /// Waits for the edits under way and tells what they changed, as often as that leads to further ones. For a window that closes,
    /// whose thread waits.
    ///
    /// @param goesOn whether an answer led to a further edit
    public void finish(BooleanSupplier goesOn) {
        do {
            if (!edits.finish()) {
                return;
            }
        } while (changes.tell() && goesOn.getAsBoolean());
    }

    /// An edit made upon what the screen shows now.
    public Edit edit(Action... actions) {
        return Edit.of(changes.position(), actions);
    }
}

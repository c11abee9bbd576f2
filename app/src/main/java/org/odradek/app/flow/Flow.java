package org.odradek.app.flow;

import org.odradek.core.action.Action;
import org.odradek.store.Edit;

import java.time.Clock;
import java.time.LocalDate;

/// What every slice works with: one of each per window.
public record Flow(
        Edits edits, Reads reads, Changes changes, Delays delays, NewIds ids, Clock clock) {
    public LocalDate today() {
        return LocalDate.now(clock);
    }

    /// An edit made upon what the screen shows now.
    public Edit edit(Action... actions) {
        return Edit.of(changes.position(), actions);
    }
}

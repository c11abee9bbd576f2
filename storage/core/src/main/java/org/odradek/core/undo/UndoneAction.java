package org.odradek.core.undo;

import org.odradek.core.action.Action;

import java.util.List;

/// What undoing one action comes to. Texts are undone by [org.odradek.core.text] and are not among them.
public sealed interface UndoneAction {
    /// These actions put back exactly what the action had replaced.
    record Reverse(List<Action> actions) implements UndoneAction {
        public Reverse {
            actions = List.copyOf(actions);
        }
    }

    /// The field was written again since, or the item purged; it stays. `what` is the field's name, or `tag`, `attachment`, `item`.
    record Kept(String what) implements UndoneAction {}

    /// There is nothing left to take back.
    record Nothing() implements UndoneAction {}
}

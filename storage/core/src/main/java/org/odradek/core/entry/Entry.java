package org.odradek.core.entry;

import org.odradek.core.action.Action;

import java.util.List;

/// One atomic group of actions, as it stands in the log of the device that made it. A purged item's actions are missing.
public record Entry(EntryId id, Causal causal, List<Action> actions) {
    public Entry {
        actions = List.copyOf(actions);
    }

    /// Whether this version understands every action; otherwise the entry is parked.
    public boolean isUnderstood() {
        return actions.stream().noneMatch(Action.Unknown.class::isInstance);
    }
}

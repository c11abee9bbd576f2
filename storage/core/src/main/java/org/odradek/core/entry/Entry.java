package org.odradek.core.entry;

import org.odradek.core.action.Action;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// One atomic group of actions, as it stands in the log of the device that made it. Actions stand by item, in the order of each
/// item's first one, which is how they are sealed: whoever made an entry and whoever opens it count them alike. A purged item's
/// actions are missing.
public record Entry(EntryId id, Causal causal, List<Action> actions) {
    public Entry {
        var byItem = new LinkedHashMap<ItemId, List<Action>>();
        actions.forEach(
                action ->
                        byItem.computeIfAbsent(action.item(), _ -> new ArrayList<>()).add(action));
        actions = byItem.values().stream().flatMap(List::stream).toList();
    }

    /// Whether this version understands every action; otherwise the entry is parked.
    public boolean isUnderstood() {
        return actions.stream().noneMatch(Action.Unknown.class::isInstance);
    }
}

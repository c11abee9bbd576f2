package org.odradek.store.view;

import org.odradek.core.entry.ItemId;
import org.odradek.core.item.ItemState;
import org.odradek.core.item.Stamp;
import org.odradek.core.text.BodyEvent;
import org.odradek.core.text.Frontier;
import org.odradek.core.text.Splice;
import org.odradek.store.body.BodyEvents;

import java.util.List;
import java.util.Map;

/// What applying one entry comes to, found out without changing anything, so that an entry that does not fit is refused or parked whole.
public record EntryPlan(
        Stamp stamp,
        Map<ItemId, ItemState> states,
        List<BodyStep> bodies,
        List<Repeat> repeats,
        List<ItemId> items) {
    /// One body event: what it does to the shown text, and that text's version before and after.
    public record BodyStep(
            ItemId item, BodyEvent event, Frontier before, List<Splice> splices, Frontier after) {}

    /// A body event that is there already, brought by a later entry, and is this entry's from now on.
    public record Repeat(ItemId item, BodyEvents.Row event) {}
}

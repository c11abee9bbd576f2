package org.odradek.store.view;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.ItemId;
import org.odradek.core.item.ItemState;
import org.odradek.core.item.Stamp;
import org.odradek.core.text.MergeWindow;
import org.odradek.core.text.ReviewPlace;
import org.odradek.store.body.TextFingerprint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An item while entries are applied to it. Belongs to the writing thread.
final class WorkItem {
    final long key;
    final ItemId id;
    ItemState state;
    byte[] digest;

    /// The fingerprint of the text as it stands in the table; null when that is empty, or nothing is there yet.
    @Nullable TextFingerprint text;

    /// The row as it stands in the table; null before the first.
    @Nullable ItemRecord row;

    long predecessor;

    /// The walk of the body's concurrent events; kept from one batch to the next as long as none comes that knows all others.
    @Nullable MergeWindow window;

    boolean stateChanged;

    /// The places of the body that need a look; null until they are computed.
    @Nullable List<ReviewPlace> places;

    /// Whether the places must be computed anew: two devices' edits met, or somebody looked.
    boolean reviewAnew;

    /// Conflicts that were open after some entry of the batch, by id.
    final Map<String, OpenConflicts.Open> conflictsMeanwhile = new LinkedHashMap<>();

    /// The entry that was applied last.
    @Nullable Stamp lastStamp;

    WorkItem(long key, ItemId id, ItemState state, byte[] digest, @Nullable ItemRecord row) {
        this.key = key;
        this.id = id;
        this.state = state;
        this.digest = digest;
        this.row = row;
        this.predecessor = row == null ? 0 : row.predecessor();
    }

    /// Takes a next state, and remembers conflicts that a later entry of the batch may settle.
    void next(ItemState nextState, Stamp stamp) {
        reviewAnew |= !state.reviewed().equals(nextState.reviewed());
        state = nextState;
        stateChanged = true;
        lastStamp = stamp;
        for (var open : OpenConflicts.ofFields(nextState)) {
            conflictsMeanwhile.put(open.id().value(), open);
        }
    }

    /// Whether some entry said anything about the item, beyond its being somebody's successor.
    boolean isWritten() {
        return !state.equals(ItemState.empty(id));
    }
}

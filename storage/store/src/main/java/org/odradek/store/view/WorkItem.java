package org.odradek.store.view;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.ItemId;
import org.odradek.core.item.ItemState;
import org.odradek.core.text.MergeWindow;

/// An item while entries are applied to it. Belongs to the writing thread.
final class WorkItem {
    final long key;
    final ItemId id;
    ItemState state;
    byte[] digest;

    /// The row as it stands in the table; null before the first.
    @Nullable ItemRecord row;

    long predecessor;

    /// The walk of the body's concurrent events, while a batch is applied.
    @Nullable MergeWindow window;

    boolean stateChanged;

    WorkItem(long key, ItemId id, ItemState state, byte[] digest, @Nullable ItemRecord row) {
        this.key = key;
        this.id = id;
        this.state = state;
        this.digest = digest;
        this.row = row;
        this.predecessor = row == null ? 0 : row.predecessor();
    }

    /// Whether some entry said anything about the item, beyond its being somebody's successor.
    boolean isWritten() {
        return !state.equals(ItemState.empty(id));
    }
}

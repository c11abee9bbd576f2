package org.odradek.app.items;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.ItemId;
import org.odradek.store.view.ItemRow;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The rows that are held of a long list. Pure but for its own state.
final class RowWindows {
    /// How many rows are read in one go: several screens full, few enough to answer within a frame.
    static final int WINDOW_ROWS = 200;

    /// How many rows are held: some windows around what was looked at last.
    private static final int HELD_MAX = 4_000;

    private final Map<ItemId, ItemRow> held =
            new LinkedHashMap<>(64, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<ItemId, ItemRow> eldest) {
                    return size() > HELD_MAX;
                }
            };

    @Nullable ItemRow row(ItemId id) {
        return held.get(id);
    }

    void put(Collection<ItemRow> rows) {
        rows.forEach(row -> held.put(row.id(), row));
    }

    void drop(Collection<ItemId> ids) {
        ids.forEach(held::remove);
    }

    /// The window around a place in the list.
    static List<ItemId> window(List<ItemId> ids, int index) {
        int from = index / WINDOW_ROWS * WINDOW_ROWS;
        return List.copyOf(ids.subList(from, Math.min(ids.size(), from + WINDOW_ROWS)));
    }

    /// Those of the ids that are held, with their rows.
    Map<ItemId, ItemRow> heldOf(Collection<ItemId> ids) {
        var found = new HashMap<ItemId, ItemRow>();
        for (var id : ids) {
            var row = held.get(id);
            if (row != null) {
                found.put(id, row);
            }
        }
        return found;
    }
}

package org.odradek.store.view;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value.State;
import org.odradek.core.entry.ItemId;
import org.odradek.core.item.Shown;

import java.util.List;

/// An item as its row in the table, parents as written.
///
/// @param key         its key in the tables
/// @param listed      whether it is there: it was made and is not purged
/// @param createdBy   key of the device that made it, 0 when unknown; likewise `updatedBy`
/// @param predecessor key of the recurring task whose successor this is; 0 for none
public record ItemRecord(
        long key,
        ItemId id,
        ItemKind kind,
        boolean listed,
        String title,
        @Nullable ItemId notebook,
        List<String> tags,
        boolean pinned,
        @Nullable State status,
        @Nullable String completedOn,
        @Nullable String due,
        @Nullable String reminder,
        @Nullable String repeat,
        String repeatFrom,
        String priority,
        @Nullable ItemId parent,
        boolean trashed,
        long createdMs,
        long updatedMs,
        String orderKey,
        long createdBy,
        long updatedBy,
        String snippet,
        int attachments,
        int conflicts,
        long predecessor) {
    public ItemRecord {
        tags = List.copyOf(tags);
    }

    /// The same with no key of its tables, for a comparison with other tables.
    ItemRecord withoutKeys() {
        return new ItemRecord(
                0,
                id,
                kind,
                listed,
                title,
                notebook,
                tags,
                pinned,
                status,
                completedOn,
                due,
                reminder,
                repeat,
                repeatFrom,
                priority,
                parent,
                trashed,
                createdMs,
                updatedMs,
                orderKey,
                0,
                0,
                snippet,
                attachments,
                conflicts,
                0);
    }

    /// What the tables know of an item beyond what it shows.
    record Facts(
            boolean listed,
            @Nullable ItemId parent,
            long createdBy,
            long updatedBy,
            String snippet,
            int attachments,
            int conflicts,
            long predecessor) {}

    static ItemRecord of(long key, ItemId id, Shown shown, Facts facts) {
        return new ItemRecord(
                key,
                id,
                shown.kind(),
                facts.listed,
                clipped(shown.name(), 2_000),
                shown.notebook(),
                shown.tags(),
                shown.pinned(),
                shown.status(),
                clippedOrNull(shown.completedOn(), 40),
                clippedOrNull(shown.due(), 40),
                clippedOrNull(shown.reminder(), 40),
                clippedOrNull(shown.repeat(), 2_000),
                clipped(shown.repeatFrom(), 20),
                shown.priority(),
                facts.parent,
                shown.trashed(),
                shown.createdMs(),
                shown.updatedMs(),
                clipped(shown.orderKey(), 2_000),
                facts.createdBy,
                facts.updatedBy,
                facts.snippet,
                facts.attachments,
                facts.conflicts,
                facts.predecessor);
    }

    /// A value of another version may be longer than a column; the whole of it stands in the item's state.
    private static String clipped(String text, int unitsMax) {
        return text.length() <= unitsMax ? text : text.substring(0, unitsMax);
    }

    private static @Nullable String clippedOrNull(@Nullable String text, int unitsMax) {
        return text == null || text.isEmpty() ? null : clipped(text, unitsMax);
    }
}

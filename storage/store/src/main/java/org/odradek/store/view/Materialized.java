package org.odradek.store.view;

import org.odradek.core.entry.ItemId;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a batch of entries changed in the rows.
///
/// @param viewHash the hash of the whole view afterwards
/// @param rows     rows as they are now, for the index of lists
@SuppressWarnings("ArrayRecordComponent") // The hash is handed through.
public record Materialized(
        Set<ItemId> items,
        Map<ItemId, ViewChange.BodyChange> bodies,
        boolean notebooks,
        boolean tags,
        boolean conflicts,
        byte[] viewHash,
        List<ItemRecord> rows) {
    Materialized withBodies(Map<ItemId, ViewChange.BodyChange> changes) {
        return new Materialized(items, changes, notebooks, tags, conflicts, viewHash, rows);
    }
}

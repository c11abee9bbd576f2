package org.odradek.store.view;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.ItemId;

/// An item as far as a search index needs it.
///
/// @param notebook  null in the inbox
/// @param updatedBy the name of the device that edited it last
public record ItemText(
        ItemRecord record, @Nullable ItemId notebook, String body, String updatedBy) {
    public ItemId id() {
        return record.id();
    }
}

package org.odradek.store.view;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.ItemId;

/// An item as far as a search index needs it.
///
/// @param updatedBy the device that edited it last; null for none
public record ItemText(ItemRecord record, String body, @Nullable DeviceId updatedBy) {
    public ItemId id() {
        return record.id();
    }
}

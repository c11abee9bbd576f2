package org.odradek.store.view;

import org.jspecify.annotations.Nullable;
import org.odradek.core.conflict.ConflictId;
import org.odradek.core.conflict.ConflictKind;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.ItemId;

import java.util.List;

/// What a person must decide, or has decided.
///
/// @param title    of the item, or name of the notebook
/// @param field    the item's name for it: `title notebook status due … body trashed`, for notebooks `parent removed name`
/// @param base     what it was before, in the form of the versions' values; null when it was nothing
/// @param versions numbered from 1 in an order that is the same everywhere
/// @param places   for a text, the lines that both touched; else empty
/// @param shown    which version is shown meanwhile; 0 for the merged text
/// @param items    for a deleted notebook, the items concerned; else empty
/// @param resolved null while it is open
public record ConflictRow(
        ConflictId id,
        ItemId item,
        String title,
        String field,
        ConflictKind kind,
        @Nullable String base,
        List<Version> versions,
        List<Place> places,
        int shown,
        List<ItemId> items,
        @Nullable Resolved resolved) {
    public ConflictRow {
        versions = List.copyOf(versions);
        places = List.copyOf(places);
        items = List.copyOf(items);
    }

    /// One device's version. `value` as text: a title, a date, a notebook's path; null for nothing.
    ///
    /// @param decision whether it was made by resolving
    public record Version(
            int n,
            EntryId entry,
            DeviceId device,
            String deviceName,
            boolean thisDevice,
            long atMs,
            String zone,
            @Nullable String value,
            boolean decision) {}

    /// One line of a text that two devices touched; `start` and `end` are UTF-16 positions in the merged body.
    public record Place(String base, String merged, int start, int end, List<Side> versions) {
        public Place {
            versions = List.copyOf(versions);
        }
    }

    /// A line as it was on one side.
    public record Side(EntryId entry, DeviceId device, String deviceName, String text) {}

    /// Who settled it, when, and to what.
    public record Resolved(String by, long atMs, @Nullable String value) {}
}

package org.odradek.store.log;

import org.odradek.core.entry.Entry;
import org.odradek.core.entry.GestureId;
import org.odradek.core.entry.Origin;
import org.odradek.core.item.Stamp;
import org.odradek.store.journal.Place;

/// What the log's tables say of an entry that has arrived.
///
/// @param position in the order in which this device applied its entries
public record EntryRow(
        long position,
        Place place,
        Stamp stamp,
        String zone,
        GestureId gesture,
        boolean gestureLast) {
    public static EntryRow of(Entry entry, Stamp stamp, long position, Place place) {
        var causal = entry.causal();
        return new EntryRow(
                position,
                place,
                stamp,
                causal.zone(),
                causal.gesture().id(),
                causal.gesture().last());
    }

    /// Why the entry was made.
    public Origin origin() {
        return stamp.origin();
    }
}

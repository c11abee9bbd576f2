package org.odradek.store.view;

import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.ItemId;
import org.odradek.core.text.BodyEventId;
import org.odradek.core.text.Splice;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

/// What one applied entry, or a batch of received ones, changed.
///
/// @param position  the view's position afterwards
/// @param own       whether this device made the entry
/// @param device    which device made it (the last one of a batch)
/// @param items     items whose row changed, made or vanished
/// @param bodies    what happened to bodies, in order
/// @param notebooks whether the tree changed
/// @param tags      whether the set of tags or their counts changed
/// @param conflicts whether the list of conflicts changed
/// @param delivery  whether anything changed in what waits for delivery, or in what other devices have
public record ViewChange(
        ViewPosition position,
        boolean own,
        DeviceId device,
        Set<ItemId> items,
        Map<ItemId, BodyChange> bodies,
        boolean notebooks,
        boolean tags,
        boolean conflicts,
        boolean delivery) {
    /// Splices that turned the body shown before into the one shown now, one after the other, and the versions of both.
    public record BodyChange(
            SortedSet<BodyEventId> before, List<Splice> splices, SortedSet<BodyEventId> after) {
        public BodyChange {
            splices = List.copyOf(splices);
        }
    }
}

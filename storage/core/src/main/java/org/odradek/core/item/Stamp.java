package org.odradek.core.item;

import org.odradek.core.causality.Hlc;
import org.odradek.core.causality.VersionVector;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.Origin;

import java.util.SortedSet;

/// What an action takes from its entry when it is applied.
///
/// @param seen   the entry's whole vector of what its device had received
/// @param parked entries that `seen` covers although the device could not read them
/// @param wallMs the author's wall clock, ms since 1970
public record Stamp(
        EntryId entry,
        VersionVector seen,
        SortedSet<EntryId> parked,
        Hlc hlc,
        long wallMs,
        Origin origin) {
    /// Whether the author knew what `other` says: had received and understood it, or made it in this entry or before.
    public boolean knows(EntryId other) {
        if (other.device().equals(entry.device())) {
            return other.seq() <= entry.seq();
        }
        return seen.covers(other) && !parked.contains(other);
    }

    /// Whether a person stands behind the entry, so that it can contest a delete and counts as a change.
    public boolean isByPerson() {
        return origin != Origin.HOUSEKEEPING;
    }
}

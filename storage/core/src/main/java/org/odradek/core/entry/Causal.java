package org.odradek.core.entry;

import org.jspecify.annotations.Nullable;
import org.odradek.core.causality.Hlc;
import org.odradek.core.causality.VersionVector;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// An entry's causal part: never dropped, readable across versions, sealed apart from the items' parts.
///
/// @param seen    what the device had received when it made the entry, as the difference to its previous entry's
/// @param parked  entries that `seen` covers although this device could not read them
/// @param hlc     breaks ties between concurrent writes
/// @param wallMs  the device's wall clock, ms since 1970, for display
/// @param zone    the device's time zone (`Europe/Berlin`), for display
/// @param origin  why the entry was made
/// @param gesture what it was part of
/// @param server  what the author knew of the server's chain; null before the first contact
public record Causal(
        VersionVector seen,
        SortedSet<EntryId> parked,
        Hlc hlc,
        long wallMs,
        String zone,
        Origin origin,
        Gesture gesture,
        @Nullable ServerSight server) {
    public Causal {
        parked = Collections.unmodifiableSortedSet(new TreeSet<>(parked));
    }
}

package org.odradek.core.item;

import org.odradek.core.action.SortedSets;
import org.odradek.core.entry.EntryId;
import org.odradek.core.text.BodyEventId;
import org.odradek.core.text.Frontier;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which versions of a body people have looked at and found good: an observed-remove set, since a look can be taken back. Immutable.
///
/// @param byEntry   the looks that count
/// @param takenBack entries that took looks back; what they wrote into the body is no look either
public record Looks(
        SortedMap<EntryId, SortedSet<BodyEventId>> byEntry, SortedSet<EntryId> takenBack) {
    static final Looks NONE = new Looks(new TreeMap<>(), new TreeSet<>());

    public Looks {
        byEntry = Collections.unmodifiableSortedMap(new TreeMap<>(byEntry));
        takenBack = SortedSets.copy(takenBack);
    }

    Looks with(EntryId entry, SortedSet<BodyEventId> version) {
        var next = new TreeMap<>(byEntry);
        next.put(entry, SortedSets.copy(version));
        return new Looks(next, takenBack);
    }

    /// Takes back the looks at a version that the entry had seen.
    Looks without(Stamp stamp, SortedSet<BodyEventId> version) {
        var next = new TreeMap<>(byEntry);
        next.entrySet()
                .removeIf(look -> look.getValue().equals(version) && stamp.knows(look.getKey()));
        var nextTakenBack = new TreeSet<>(takenBack);
        nextTakenBack.add(stamp.entry());
        return new Looks(next, nextTakenBack);
    }

    public List<Frontier> versions() {
        return byEntry.values().stream().distinct().map(Frontier::of).toList();
    }
}

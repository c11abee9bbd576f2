package org.odradek.core.register;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.Value;
import org.odradek.core.action.WriteId;
import org.odradek.core.causality.Hlc;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.Origin;

import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// A write to a field that no later write has replaced.
///
/// @param author      who wrote the value first where an undo brought it back; else null
/// @param over        the writes that it replaced, from which the value before can be looked up
/// @param contestedBy for a flag that deletes: per device, the newest edit of the item that this write had not seen
public record Head(
        WriteId id,
        Value value,
        @Nullable EntryId author,
        Hlc hlc,
        long wallMs,
        Origin origin,
        SortedSet<WriteId> over,
        SortedMap<DeviceId, Long> contestedBy) {
    /// Greatest first: a person before housekeeping, the later clock reading, the earlier value of one write, the identity.
    public static final Comparator<Head> WINNER_FIRST =
            Comparator.comparing((Head head) -> head.origin == Origin.HOUSEKEEPING)
                    .thenComparing(Head::hlc, Comparator.reverseOrder())
                    .thenComparing(head -> head.id.entry(), Comparator.reverseOrder())
                    .thenComparingInt(head -> head.id.n());

    public Head {
        over = Collections.unmodifiableSortedSet(new TreeSet<>(over));
        contestedBy = Collections.unmodifiableSortedMap(new TreeMap<>(contestedBy));
    }

    /// The entry in which a person first wrote the value.
    public EntryId writtenBy() {
        return author == null ? id.entry() : author;
    }

    Head contested(EntryId edit) {
        var by = new TreeMap<>(contestedBy);
        by.merge(edit.device(), edit.seq(), Math::max);
        return new Head(id, value, author, hlc, wallMs, origin, over, by);
    }
}

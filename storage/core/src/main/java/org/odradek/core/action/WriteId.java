package org.odradek.core.action;

import org.odradek.core.entry.EntryId;

import java.util.Comparator;

/// Identifies one value that an entry wrote into one field: `n` counts the values of that write, from 0 (only undo writes several).
/// Within a field it is unique.
public record WriteId(EntryId entry, int n) implements Comparable<WriteId> {
    private static final Comparator<WriteId> ORDER =
            Comparator.comparing(WriteId::entry).thenComparingInt(WriteId::n);

    public WriteId {
        if (n < 0) {
            throw new IllegalArgumentException("values are counted from 0, not " + n);
        }
    }

    @Override
    public int compareTo(WriteId other) {
        return ORDER.compare(this, other);
    }
}

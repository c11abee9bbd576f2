package org.odradek.store.journal;

/// Where a record begins: a byte offset counted over all segments of the journal, growing and never
/// reused for another acknowledged record. Fits a BIGINT.
///
/// @param offset bytes since the beginning of the first segment; 0 is before every record
public record Place(long offset) implements Comparable<Place> {

    /// Before the first record: no record ever begins here, as the first segment's header does.
    public static final Place START = new Place(0);

    public Place {
        if (offset < 0) {
            throw new IllegalArgumentException("A place is not negative: " + offset);
        }
    }

    @Override
    public int compareTo(Place other) {
        return Long.compare(offset, other.offset);
    }

    public boolean isAfter(Place other) {
        return offset > other.offset;
    }

    @Override
    public String toString() {
        return "@" + offset;
    }
}

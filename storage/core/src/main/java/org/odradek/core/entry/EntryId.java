package org.odradek.core.entry;

import java.util.Comparator;

/// Identifies an entry: the device that made it and its gap-free number in that device's log, from 1. Its text is `DEVICE:SEQ`.
public record EntryId(DeviceId device, long seq) implements Comparable<EntryId> {
    private static final Comparator<EntryId> ORDER =
            Comparator.comparing(EntryId::device).thenComparingLong(EntryId::seq);

    public EntryId {
        if (seq < 1) {
            throw new IllegalArgumentException("seq counts from 1, not " + seq);
        }
    }

    /// Reads `DEVICE:SEQ`; throws IllegalArgumentException for anything else.
    public static EntryId parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("not an entry: " + text);
        }
        return new EntryId(
                DeviceId.parse(text.substring(0, colon)),
                Long.parseLong(text.substring(colon + 1)));
    }

    @Override
    public int compareTo(EntryId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return device + ":" + seq;
    }
}

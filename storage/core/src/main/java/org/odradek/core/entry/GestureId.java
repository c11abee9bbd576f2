package org.odradek.core.entry;

import java.util.UUID;

/// Identifies what a person did in one go: one entry, or several that are undone together.
public record GestureId(UUID value) implements Comparable<GestureId> {
    /// Reads the canonical text form; throws IllegalArgumentException for anything else.
    public static GestureId parse(String text) {
        return new GestureId(Ids.parse(text));
    }

    /// Reads 16 bytes, most significant first.
    public static GestureId of(byte[] bytes) {
        return new GestureId(Ids.fromBytes(bytes));
    }

    /// The 16 bytes, most significant first.
    public byte[] bytes() {
        return Ids.toBytes(value);
    }

    @Override
    public int compareTo(GestureId other) {
        return Ids.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

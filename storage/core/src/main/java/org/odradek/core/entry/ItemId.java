package org.odradek.core.entry;

import java.util.UUID;

/// Identifies a note, a task or a notebook. Random (UUIDv7) where a person makes something, derived (UUIDv8) where two devices could make the same thing.
public record ItemId(UUID value) implements Comparable<ItemId> {
    /// Reads the canonical text form; throws IllegalArgumentException for anything else.
    public static ItemId parse(String text) {
        return new ItemId(Ids.parse(text));
    }

    /// Reads 16 bytes, most significant first.
    public static ItemId of(byte[] bytes) {
        return new ItemId(Ids.fromBytes(bytes));
    }

    /// The 16 bytes, most significant first.
    public byte[] bytes() {
        return Ids.toBytes(value);
    }

    @Override
    public int compareTo(ItemId other) {
        return Ids.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

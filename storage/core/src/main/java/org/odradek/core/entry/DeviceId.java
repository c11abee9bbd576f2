package org.odradek.core.entry;

import java.util.UUID;

/// Identifies one device of an account; random (UUIDv7, RFC 9562), made anew when a profile turns out to be a copy.
public record DeviceId(UUID value) implements Comparable<DeviceId> {
    /// Reads the canonical text form; throws IllegalArgumentException for anything else.
    public static DeviceId parse(String text) {
        return new DeviceId(Ids.parse(text));
    }

    /// Reads 16 bytes, most significant first.
    public static DeviceId of(byte[] bytes) {
        return new DeviceId(Ids.fromBytes(bytes));
    }

    /// The 16 bytes, most significant first.
    public byte[] bytes() {
        return Ids.toBytes(value);
    }

    @Override
    public int compareTo(DeviceId other) {
        return Ids.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

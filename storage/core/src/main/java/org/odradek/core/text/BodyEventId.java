package org.odradek.core.text;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/// Identifies one event in the history of a body: 128 bits of a hash, ordered unsigned.
public record BodyEventId(long high, long low) implements Comparable<BodyEventId> {
    /// Reads 16 bytes, most significant first.
    public static BodyEventId of(byte[] bytes) {
        if (bytes.length != 16) {
            throw new IllegalArgumentException("a body event's id has 16 bytes, not " + bytes.length);
        }
        var buffer = ByteBuffer.wrap(bytes);
        return new BodyEventId(buffer.getLong(), buffer.getLong());
    }

    /// The 16 bytes, most significant first.
    public byte[] bytes() {
        return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }

    @Override
    public int compareTo(BodyEventId other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes());
    }
}

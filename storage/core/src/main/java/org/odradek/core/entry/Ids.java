package org.odradek.core.entry;

import java.nio.ByteBuffer;
import java.util.UUID;

/// The bytes, text and order of 128-bit identifiers. Order is unsigned, so that it equals the order of bytes and of text.
final class Ids {
    private Ids() {}

    static UUID parse(String text) {
        if (text.length() != 36) {
            throw new IllegalArgumentException("not an identifier: " + text);
        }
        return UUID.fromString(text);
    }

    static UUID fromBytes(byte[] bytes) {
        if (bytes.length != 16) {
            throw new IllegalArgumentException("an identifier has 16 bytes, not " + bytes.length);
        }
        var buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    static byte[] toBytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    static int compare(UUID one, UUID other) {
        int high =
                Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(
                        one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }
}

package org.odradek.store.log;

import org.jspecify.annotations.Nullable;
import org.odradek.core.cbor.CborReader;
import org.odradek.core.cbor.CborWriter;

/// Which items an entry concerns, as the tables keep it from both sides. Pure.
final class EntryItems {
    /// As many as a log's key leaves for seq; a position counts the entries of all logs here.
    private static final int POSITION_BITS = 40;

    private EntryItems() {}

    /// The key of the row that says that the entry at a position concerns an item.
    static long key(long itemKey, long position) {
        return itemKey << POSITION_BITS | position;
    }

    /// The first key behind the rows of an item's entries below a position.
    static long keyBelow(long itemKey, long position) {
        return position >= 1L << POSITION_BITS ? key(itemKey + 1, 0) : key(itemKey, position);
    }

    static byte[] encode(long[] itemKeys) {
        var out = new CborWriter().array(itemKeys.length);
        for (long key : itemKeys) {
            out.integer(key);
        }
        return out.toByteArray();
    }

    static long[] decode(byte @Nullable [] encoded) {
        if (encoded == null) {
            return new long[0];
        }
        var in = new CborReader(encoded);
        var keys = new long[in.array()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = in.integer();
        }
        return keys;
    }
}

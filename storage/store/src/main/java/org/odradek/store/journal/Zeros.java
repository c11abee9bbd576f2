package org.odradek.store.journal;

import java.util.Arrays;

/// Space that was written ahead and holds nothing yet.
final class Zeros {
    private static final byte[] SOME = new byte[64 << 10];

    private Zeros() {}

    /// How many zeros there are from `from` on, before `to`.
    static int from(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            int length = Math.min(to - at, SOME.length);
            int zeros = Arrays.mismatch(bytes, at, at + length, SOME, 0, length);
            if (zeros >= 0) {
                return at + zeros - from;
            }
            at += length;
        }
        return to - from;
    }
}

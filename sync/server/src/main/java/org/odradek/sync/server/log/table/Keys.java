package org.odradek.sync.server.log.table;

/// Two numbers in one BIGINT: 23 bits for an account or device, 40 for a position or seq.
public final class Keys {
    private static final int LOW_BITS = 40;
    private static final long LOW_MAX = (1L << LOW_BITS) - 1;
    private static final long HIGH_MAX = (1L << 63 - LOW_BITS) - 1;

    private Keys() {}

    public static long place(long high, long low) {
        if (high < 0 || high > HIGH_MAX || low < 0 || low > LOW_MAX) {
            throw new IllegalArgumentException("no key for " + high + ", " + low);
        }
        return high << LOW_BITS | low;
    }

    /// The last key under a first number.
    static long last(long high) {
        return place(high, LOW_MAX);
    }

    static long low(long place) {
        return place & LOW_MAX;
    }
}

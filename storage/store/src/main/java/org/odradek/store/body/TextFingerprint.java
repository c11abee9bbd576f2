package org.odradek.store.body;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;

/// A keyed polynomial fingerprint of a text (Karp & Rabin 1987), in two moduli-free halves that do not depend on how the text is cut:
/// the fingerprint of two texts, one behind the other, follows from theirs. So a key stroke in a long note costs its piece alone. Two
/// texts that differ collide with a probability below length / 2^60 in each half, for a key that nobody else knows.
///
/// @param high  the value for the key's first half, modulo 2^61 - 1; likewise `low`
/// @param highPower the first half's key to the power of the length; likewise `lowPower`
public record TextFingerprint(long high, long low, long highPower, long lowPower) {
    private static final long MODULUS = (1L << 61) - 1;

    /// The fingerprint of the empty text.
    public static final TextFingerprint EMPTY = new TextFingerprint(0, 0, 1, 1);

    /// Two numbers below the modulus that only the account's devices know.
    public record Key(long high, long low) {
        public Key {
            high = reduced(high & Long.MAX_VALUE);
            low = reduced(low & Long.MAX_VALUE);
        }
    }

    /// The fingerprint of a piece.
    public static TextFingerprint of(String text, Key key) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < text.length(); i++) {
            // One more than the unit, so that leading zeros count.
            long unit = text.charAt(i) + 1L;
            high = reduced(times(high, key.high) + unit);
            low = reduced(times(low, key.low) + unit);
        }
        return new TextFingerprint(
                high, low, power(key.high, text.length()), power(key.low, text.length()));
    }

    private static long power(long base, int exponent) {
        long power = 1;
        long square = base;
        for (int left = exponent; left > 0; left >>= 1) {
            if ((left & 1) != 0) {
                power = times(power, square);
            }
            square = times(square, square);
        }
        return power;
    }

    /// The fingerprint of this text with another behind it.
    public TextFingerprint then(TextFingerprint next) {
        return new TextFingerprint(
                reduced(times(high, next.highPower) + next.high),
                reduced(times(low, next.lowPower) + next.low),
                times(highPower, next.highPower),
                times(lowPower, next.lowPower));
    }

    /// The fingerprint as 32 bytes.
    public static byte @Nullable [] encode(@Nullable TextFingerprint text) {
        return text == null
                ? null
                : ByteBuffer.allocate(32)
                        .putLong(text.high)
                        .putLong(text.low)
                        .putLong(text.highPower)
                        .putLong(text.lowPower)
                        .array();
    }

    public static @Nullable TextFingerprint decode(byte @Nullable [] encoded) {
        if (encoded == null) {
            return null;
        }
        var in = ByteBuffer.wrap(encoded);
        return new TextFingerprint(in.getLong(), in.getLong(), in.getLong(), in.getLong());
    }

    private static long times(long one, long other) {
        long high = Math.multiplyHigh(one, other);
        long low = one * other;
        // 2^64 = 8 modulo 2^61 - 1.
        return reduced((low & MODULUS) + (high << 3 | low >>> 61));
    }

    private static long reduced(long value) {
        long folded = (value & MODULUS) + (value >>> 61);
        return folded >= MODULUS ? folded - MODULUS : folded;
    }
}

package org.odradek.sync.client.keys;

import org.odradek.core.entry.Digests;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;

/// The key that opens an account when the password is forgotten: 192 random bits and 8 bits of a check sum, written as eight groups
/// of five characters in Crockford's base 32, which has no letters that look alike.
public final class RecoveryKey {
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int SECRET_BYTES = 24;
    private static final int CHARS = 40;
    private static final int GROUP_CHARS = 5;

    private final byte[] secret;

    private RecoveryKey(byte[] secret) {
        this.secret = secret;
    }

    /// A fresh one.
    public static RecoveryKey make(IntFunction<byte[]> randomBytes) {
        return new RecoveryKey(randomBytes.apply(SECRET_BYTES));
    }

    /// Reads what a person typed: case, spaces, hyphens and the letters I, L, O do not matter. Empty when it is none.
    public static Optional<RecoveryKey> parse(String text) {
        var plain =
                text.toUpperCase(Locale.ROOT)
                        .replaceAll("[\\s-]", "")
                        .replace('O', '0')
                        .replace('I', '1')
                        .replace('L', '1');
        if (plain.length() != CHARS
                || !plain.chars().allMatch(digit -> DIGITS.indexOf(digit) >= 0)) {
            return Optional.empty();
        }
        var value = BigInteger.ZERO;
        for (int i = 0; i < CHARS; i++) {
            value = value.shiftLeft(5).or(BigInteger.valueOf(DIGITS.indexOf(plain.charAt(i))));
        }
        var bytes = new byte[SECRET_BYTES + 1];
        for (int i = bytes.length - 1; i >= 0; i--) {
            bytes[i] = value.byteValue();
            value = value.shiftRight(8);
        }
        var key = new RecoveryKey(Arrays.copyOf(bytes, SECRET_BYTES));
        return key.checkSum() == bytes[SECRET_BYTES] ? Optional.of(key) : Optional.empty();
    }

    public EntryKeys keys() {
        return EntryKeys.of(secret, "recovery");
    }

    /// Eight groups, with hyphens between; this is the key itself, so it goes to the person and nowhere else.
    public String text() {
        var value =
                new BigInteger(1, secret).shiftLeft(8).or(BigInteger.valueOf(checkSum() & 0xff));
        var text = new StringBuilder();
        for (int i = CHARS - 1; i >= 0; i--) {
            text.append(DIGITS.charAt(value.shiftRight(5 * i).intValue() & 31));
            if (i > 0 && i % GROUP_CHARS == 0) {
                text.append('-');
            }
        }
        return text.toString();
    }

    private byte checkSum() {
        return Digests.sha256("odradek recovery key v1", secret)[0];
    }

    @Override
    public String toString() {
        return "RecoveryKey[]";
    }
}

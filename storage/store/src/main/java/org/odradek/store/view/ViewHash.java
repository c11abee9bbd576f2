package org.odradek.store.view;

import org.odradek.store.body.TextFingerprint;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The hash of the view: the sum of all rows' digests modulo 2^256 (Bellare & Micciancio 1997, in its simplest form), so that a changed
/// row costs one subtraction and one addition. Rows are digested under a key of the account, which makes the sum hard to steer. Pure.
public final class ViewHash {
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);
    private static final int BYTES = 32;

    private final byte[] rowKey;
    private final TextFingerprint.Key textKey;

    /// @param contentKey the account's oldest content key, which all its devices hold
    public ViewHash(byte[] contentKey) {
        var derived = derive(contentKey);
        this.rowKey = Arrays.copyOf(derived, BYTES);
        var rest = ByteBuffer.wrap(derived, BYTES, 16);
        this.textKey = new TextFingerprint.Key(rest.getLong(), rest.getLong());
    }

    private static byte[] derive(byte[] contentKey) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(new SecretKeySpec(contentKey, "Generic"))
                                    .thenExpand(
                                            "odradek view hash v1"
                                                    .getBytes(StandardCharsets.US_ASCII),
                                            BYTES + 16));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java 25 runtime has HKDF", e);
        }
    }

    public TextFingerprint.Key textKey() {
        return textKey;
    }

    /// The digest of one item: its state as encoded, and its text.
    byte[] digest(byte[] state, TextFingerprint text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(rowKey);
            digest.update(
                    ByteBuffer.allocate(32)
                            .putLong(text.high())
                            .putLong(text.low())
                            .putLong(text.highPower())
                            .putLong(text.lowPower())
                            .array());
            return digest.digest(state);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /// The sum before any row.
    public static byte[] empty() {
        return new byte[BYTES];
    }

    static byte[] exchange(byte[] sum, byte[] before, byte[] after) {
        var next =
                new BigInteger(1, sum)
                        .subtract(new BigInteger(1, before))
                        .add(new BigInteger(1, after))
                        .mod(MODULUS);
        var bytes = next.toByteArray();
        var fixed = new byte[BYTES];
        int skip = Math.max(0, bytes.length - BYTES);
        System.arraycopy(bytes, skip, fixed, BYTES - bytes.length + skip, bytes.length - skip);
        return fixed;
    }
}

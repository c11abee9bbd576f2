package org.odradek.sync.protocol;

import org.bouncycastle.math.ec.rfc8032.Ed25519;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;

/// Ed25519 (RFC 8032) over a purpose and a content, with public keys as their 32 raw bytes. By Bouncy Castle, which needs a tenth of the
/// time of the JDK's own; an edit waits for three of these on its way to another device.
public final class Signatures {
    public static final int PUBLIC_KEY_BYTES = Ed25519.PUBLIC_KEY_SIZE;
    public static final int SIGNATURE_BYTES = Ed25519.SIGNATURE_SIZE;

    private Signatures() {}

    /// Signs with an Ed25519 private key; the same input gives the same signature. Throws IllegalArgumentException for a key of another
    /// kind.
    public static Bytes sign(PrivateKey key, Purpose purpose, byte[] content) {
        var message = purpose.before(content);
        var signature = new byte[SIGNATURE_BYTES];
        Ed25519.sign(seed(key), 0, message, 0, message.length, signature, 0);
        return new Bytes(signature);
    }

    private static byte[] seed(PrivateKey key) {
        if (key instanceof EdECPrivateKey ofCurve) {
            var seed = ofCurve.getBytes();
            if (seed.isPresent() && seed.get().length == Ed25519.SECRET_KEY_SIZE) {
                return seed.get();
            }
        }
        throw new IllegalArgumentException("not an Ed25519 private key");
    }

    /// Whether the holder of the key signed this content for this purpose. A key or signature of the wrong shape is simply no.
    public static boolean verifies(
            Bytes rawPublicKey, Purpose purpose, byte[] content, Bytes signed) {
        if (rawPublicKey.size() != PUBLIC_KEY_BYTES || signed.size() != SIGNATURE_BYTES) {
            return false;
        }
        var message = purpose.before(content);
        return Ed25519.verify(
                signed.array(), 0, rawPublicKey.array(), 0, message, 0, message.length);
    }

    /// The 32 raw bytes of an Ed25519 or X25519 public key: the tail of its X.509 form.
    public static Bytes raw(PublicKey key) {
        var encoded = key.getEncoded();
        return new Bytes(
                Arrays.copyOfRange(encoded, encoded.length - PUBLIC_KEY_BYTES, encoded.length));
    }
}

package org.odradek.sync.protocol;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/// Ed25519 (RFC 8032) over a purpose and a content, with public keys as their 32 raw bytes.
public final class Signatures {
    public static final int PUBLIC_KEY_BYTES = 32;
    public static final int SIGNATURE_BYTES = 64;

    /// What stands before the raw key in the X.509 form of an Ed25519 key (RFC 8410, section 4).
    private static final Bytes X509_PREFIX = Bytes.ofHex("302a300506032b6570032100");

    private Signatures() {}

    /// Signs with an Ed25519 private key; the same input gives the same signature.
    public static Bytes sign(PrivateKey key, Purpose purpose, byte[] content) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(purpose.before(content));
            return new Bytes(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an Ed25519 key that does not sign", e);
        }
    }

    /// Whether the holder of the key signed this content for this purpose. A key or signature of the wrong shape is simply no.
    public static boolean verifies(
            Bytes rawPublicKey, Purpose purpose, byte[] content, Bytes signed) {
        if (rawPublicKey.size() != PUBLIC_KEY_BYTES || signed.size() != SIGNATURE_BYTES) {
            return false;
        }
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initVerify(publicKey(rawPublicKey));
            signature.update(purpose.before(content));
            return signature.verify(signed.array());
        } catch (InvalidKeyException | InvalidKeySpecException | SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has Ed25519", e);
        }
    }

    /// The 32 raw bytes of an Ed25519 or X25519 public key: the tail of its X.509 form.
    public static Bytes raw(PublicKey key) {
        var encoded = key.getEncoded();
        return new Bytes(
                Arrays.copyOfRange(encoded, encoded.length - PUBLIC_KEY_BYTES, encoded.length));
    }

    private static PublicKey publicKey(Bytes raw) throws GeneralSecurityException {
        var encoded = Arrays.copyOf(X509_PREFIX.array(), X509_PREFIX.size() + PUBLIC_KEY_BYTES);
        System.arraycopy(raw.array(), 0, encoded, X509_PREFIX.size(), PUBLIC_KEY_BYTES);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }
}

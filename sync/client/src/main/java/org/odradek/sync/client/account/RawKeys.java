package org.odradek.sync.client.account;

import org.odradek.store.profile.ProfileKeys;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.Signatures;
import org.odradek.sync.protocol.control.RootKeys;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;

/// The profile's keys, which stand in the JDK's encodings, as the wire wants them.
public final class RawKeys {
    private RawKeys() {}

    /// The 32 raw bytes of an Ed25519 or X25519 public key in X.509 form.
    public static Bytes raw(byte[] x509) {
        return new Bytes(
                Arrays.copyOfRange(x509, x509.length - Signatures.PUBLIC_KEY_BYTES, x509.length));
    }

    public static RootKeys root(ProfileKeys keys) {
        return new RootKeys(raw(keys.rootPublic().sign()), raw(keys.rootPublic().box()));
    }

    /// An Ed25519 private key in PKCS#8 form.
    public static PrivateKey signingKey(byte[] pkcs8) {
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a signing key that is none", e);
        }
    }
}

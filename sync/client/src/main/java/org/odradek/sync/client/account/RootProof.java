package org.odradek.sync.client.account;

import org.odradek.core.entry.TamperedException;
import org.odradek.store.profile.ProfileKeys;
import org.odradek.sync.client.keys.SealedBox;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.Purpose;
import org.odradek.sync.protocol.Signatures;
import org.odradek.sync.protocol.control.RootKeys;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;

/// Whether private keys that a password unwrapped are those of a root: by using them, since the public part cannot be read off.
final class RootProof {
    private static final byte[] TEST = {1};

    private RootProof() {}

    static boolean fits(ProfileKeys.RootPrivate root, RootKeys shown) {
        var signed =
                Signatures.sign(RawKeys.signingKey(root.sign()), Purpose.ROOT_FINGERPRINT, TEST);
        if (!Signatures.verifies(shown.sign(), Purpose.ROOT_FINGERPRINT, TEST, signed)) {
            return false;
        }
        try {
            var sealed = SealedBox.seal(shown.box(), List.of(TEST), byte[]::new);
            return SealedBox.open(shown.box(), root.box(), sealed).size() == 1;
        } catch (TamperedException e) {
            return false;
        }
    }

    /// A raw public key in X.509 form (RFC 8410, section 4), as profiles keep it.
    static byte[] x509(String algorithm, Bytes raw) {
        var prefix =
                algorithm.equals("Ed25519")
                        ? "302a300506032b6570032100"
                        : "302a300506032b656e032100";
        var encoded = HexFormat.of().parseHex(prefix + raw.toHex());
        try {
            return KeyFactory.getInstance(algorithm)
                    .generatePublic(new X509EncodedKeySpec(encoded))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new TamperedException("a root key that is none");
        }
    }
}

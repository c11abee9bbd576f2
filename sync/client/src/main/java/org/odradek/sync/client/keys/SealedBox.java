package org.odradek.sync.client.keys;

import org.odradek.core.cbor.CborReader;
import org.odradek.core.cbor.CborWriter;
import org.odradek.core.entry.TamperedException;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.Signatures;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntFunction;

import javax.crypto.KeyAgreement;

/// Seals keys to the holder of an X25519 key: an ephemeral key agreement (RFC 7748), HKDF over both public keys, AES-256-GCM; the
/// shape of HPKE's base mode (RFC 9180). The ephemeral public key stands before the sealed bytes.
public final class SealedBox {
    private static final String PURPOSE = "odradek box v1";
    private static final int PUBLIC_BYTES = Signatures.PUBLIC_KEY_BYTES;

    /// What stands before the raw key in the X.509 form of an X25519 key (RFC 8410, section 4).
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b656e032100");

    private SealedBox() {}

    /// Seals content keys to the holder of this X25519 key, 32 raw bytes.
    public static Bytes seal(Bytes recipient, List<byte[]> keys, IntFunction<byte[]> randomBytes) {
        var out = new CborWriter().array(keys.size());
        keys.forEach(out::bytes);
        try {
            var ephemeral = KeyPairGenerator.getInstance("X25519").generateKeyPair();
            var ephemeralRaw = Signatures.raw(ephemeral.getPublic());
            var key = agreed(ephemeral.getPrivate(), publicKey(recipient), ephemeralRaw, recipient);
            var nonce = randomBytes.apply(Hkdf.NONCE_BYTES);
            var sealed = new ByteArrayOutputStream();
            sealed.writeBytes(ephemeralRaw.array());
            sealed.writeBytes(Hkdf.seal(key, nonce, PURPOSE, recipient.array(), out.toByteArray()));
            return new Bytes(sealed.toByteArray());
        } catch (GeneralSecurityException e) {
            throw new TamperedException("a box key that is none");
        }
    }

    /// Opens with the private key in PKCS#8 form. Throws [TamperedException] when it was not sealed to this holder.
    public static List<byte[]> open(Bytes recipient, byte[] privateKey, Bytes sealed) {
        if (sealed.size() <= PUBLIC_BYTES) {
            throw new TamperedException("a box of " + sealed.size() + " bytes");
        }
        try {
            var ephemeral = new Bytes(Arrays.copyOf(sealed.array(), PUBLIC_BYTES));
            var holder =
                    KeyFactory.getInstance("X25519")
                            .generatePrivate(new PKCS8EncodedKeySpec(privateKey));
            var key = agreed(holder, publicKey(ephemeral), ephemeral, recipient);
            var rest = Arrays.copyOfRange(sealed.array(), PUBLIC_BYTES, sealed.size());
            var in = new CborReader(Hkdf.open(key, PURPOSE, recipient.array(), rest));
            var keys = new ArrayList<byte[]>();
            for (int left = in.array(); left > 0; left--) {
                keys.add(in.bytes());
            }
            return keys;
        } catch (GeneralSecurityException e) {
            throw new TamperedException("a box key that is none");
        }
    }

    private static byte[] agreed(PrivateKey own, PublicKey other, Bytes ephemeral, Bytes recipient)
            throws GeneralSecurityException {
        var agreement = KeyAgreement.getInstance("X25519");
        agreement.init(own);
        agreement.doPhase(other, true);
        var context = new ByteArrayOutputStream();
        context.writeBytes(ephemeral.array());
        context.writeBytes(recipient.array());
        return Hkdf.derive(agreement.generateSecret(), PURPOSE, context.toByteArray());
    }

    private static PublicKey publicKey(Bytes raw) throws GeneralSecurityException {
        var encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + PUBLIC_BYTES);
        System.arraycopy(raw.array(), 0, encoded, X509_PREFIX.length, PUBLIC_BYTES);
        return KeyFactory.getInstance("X25519").generatePublic(new X509EncodedKeySpec(encoded));
    }
}

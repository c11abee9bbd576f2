package org.odradek.sync.client.keys;

import org.odradek.core.entry.TamperedException;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// HKDF-SHA-256 (RFC 5869) and AES-256-GCM, with a purpose in every derivation and all context as associated data.
final class Hkdf {
    static final int KEY_BYTES = 32;
    static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private Hkdf() {}

    static byte[] derive(byte[] secret, String purpose, byte[] context) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(secret)
                                    .thenExpand(info(purpose, context), KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java 25 has HKDF-SHA256", e);
        }
    }

    /// Nonce and ciphertext of `plain`, bound to purpose and context.
    static byte[] seal(byte[] key, byte[] nonce, String purpose, byte[] context, byte[] plain) {
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, info(purpose, context));
            var out = new ByteArrayOutputStream(nonce.length + plain.length + TAG_BITS / 8);
            out.writeBytes(nonce);
            out.writeBytes(cipher.doFinal(plain));
            return out.toByteArray();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime seals with AES-GCM", e);
        }
    }

    /// Throws [TamperedException] when key, purpose, context or bytes are not those that were sealed.
    static byte[] open(byte[] key, String purpose, byte[] context, byte[] sealed) {
        if (sealed.length < NONCE_BYTES + TAG_BITS / 8) {
            throw new TamperedException("a sealed box of " + sealed.length + " bytes");
        }
        try {
            var nonce = Arrays.copyOf(sealed, NONCE_BYTES);
            var cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, info(purpose, context));
            return cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new TamperedException(purpose + " does not open");
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] bound)
            throws GeneralSecurityException {
        SecretKey secret = new SecretKeySpec(key, "AES");
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, secret, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(bound);
        return cipher;
    }

    private static byte[] info(String purpose, byte[] context) {
        var info = new ByteArrayOutputStream();
        info.writeBytes(purpose.getBytes(StandardCharsets.US_ASCII));
        info.write(0);
        info.writeBytes(context);
        return info.toByteArray();
    }
}

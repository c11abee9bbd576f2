package org.odradek.core.entry;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Suite 1: AES-256-GCM (NIST SP 800-38D) under a key derived by HKDF-SHA-256 (RFC 5869) per part, with a random nonce before the
/// ciphertext. The nonce is random although the key is unique, because a copied profile repeats device and seq.
final class Sealing {
    static final int SUITE = 1;
    static final int HASH_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int BUCKET_BYTES_MIN = 64;

    private static final byte[] PURPOSE = "odradek part key v1".getBytes(StandardCharsets.US_ASCII);

    private final Mac derivation;
    private final Cipher cipher;
    private @Nullable SecretKey derivingFrom;

    /// For one thread; finding the algorithms costs more than a use of them.
    Sealing() {
        try {
            derivation = Mac.getInstance("HmacSHA256");
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HKDF and AES-GCM", e);
        }
    }

    /// HKDF's first half, which is the same for all parts under a content key.
    static SecretKey extract(SecretKey contentKey) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "Generic",
                            HKDFParameterSpec.ofExtract().addIKM(contentKey).extractOnly());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HKDF", e);
        }
    }

    /// Pads, then seals one part. `index` is -1 for the causal part, else the part's number.
    byte[] seal(SecretKey extracted, byte[] binding, int index, byte[] plain, byte[] nonce) {
        if (nonce.length != NONCE_BYTES) {
            throw new IllegalArgumentException("a nonce has 12 bytes, not " + nonce.length);
        }
        try {
            begin(Cipher.ENCRYPT_MODE, extracted, binding, index, nonce);
            var sealed = cipher.doFinal(pad(plain));
            var out = new ByteArrayOutputStream(nonce.length + sealed.length);
            out.writeBytes(nonce);
            out.writeBytes(sealed);
            return out.toByteArray();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime seals with AES-GCM", e);
        }
    }

    /// Opens one part; throws [TamperedException] when it is not what the account's devices sealed here.
    byte[] open(SecretKey extracted, byte[] binding, int index, byte[] sealed) {
        if (sealed.length < NONCE_BYTES + TAG_BITS / 8) {
            throw new TamperedException("a sealed part of " + sealed.length + " bytes");
        }
        try {
            var nonce = Arrays.copyOf(sealed, NONCE_BYTES);
            begin(Cipher.DECRYPT_MODE, extracted, binding, index, nonce);
            return unpad(cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
        } catch (AEADBadTagException e) {
            throw new TamperedException("part " + index + " does not open");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime opens AES-GCM", e);
        }
    }

    private void begin(int mode, SecretKey extracted, byte[] binding, int index, byte[] nonce)
            throws GeneralSecurityException {
        var info =
                ByteBuffer.allocate(PURPOSE.length + 1 + Integer.BYTES + binding.length)
                        .put(PURPOSE)
                        .put((byte) 0)
                        .putInt(index)
                        .put(binding)
                        .array();
        cipher.init(mode, partKey(extracted, info), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(info);
    }

    /// HKDF's second half (RFC 5869, section 2.3), whose first block is all that a key of 32 bytes needs.
    private SecretKey partKey(SecretKey extracted, byte[] info) throws GeneralSecurityException {
        if (!extracted.equals(derivingFrom)) {
            derivation.init(extracted);
            derivingFrom = extracted;
        }
        derivation.update(info);
        derivation.update((byte) 1);
        return new SecretKeySpec(derivation.doFinal(), "AES");
    }

    /// A length, the content, and zeros up to a bucket: multiples of 64 up to 1 kB, beyond that Padmé's (Nikitin et al. 2019), which
    /// costs at most 12 % and hides all but the order of magnitude.
    static byte[] pad(byte[] plain) {
        var padded = ByteBuffer.allocate(bucket(plain.length + 4));
        return padded.putInt(plain.length).put(plain).array();
    }

    private static byte[] unpad(byte[] padded) {
        int size = padded.length < 4 ? -1 : ByteBuffer.wrap(padded).getInt();
        if (size < 0 || size > padded.length - 4) {
            throw new TamperedException("a padded length of " + size);
        }
        return Arrays.copyOfRange(padded, 4, 4 + size);
    }

    static int bucket(int sizeBytes) {
        if (sizeBytes <= 1024) {
            return (sizeBytes + BUCKET_BYTES_MIN - 1) / BUCKET_BYTES_MIN * BUCKET_BYTES_MIN;
        }
        int exponent = 31 - Integer.numberOfLeadingZeros(sizeBytes);
        int exponentBits = 32 - Integer.numberOfLeadingZeros(exponent);
        int mask = (1 << exponent - exponentBits) - 1;
        return sizeBytes + mask & ~mask;
    }
}

package org.odradek.store.attachment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// Seals and opens the chunks of one file: AES-256-GCM (NIST SP 800-38D) with random nonces. The
/// associated data binds purpose, content, number and count, so that a chunk opens in its own place only.
final class ChunkSealing {

    static final int NONCE_BYTES = 12;
    static final int TAG_BYTES = 16;
    private static final byte[] PURPOSE =
            "odradek attachment chunk v1\0".getBytes(StandardCharsets.US_ASCII);

    private final SecretKey key;
    private final byte[] content;
    private final int count;

    /// @param content what the chunks are of, the SHA-256 of the whole file
    /// @param count how many chunks the file has
    ChunkSealing(SecretKey key, byte[] content, int count) {
        this.key = key;
        this.content = content.clone();
        this.count = count;
    }

    int count() {
        return count;
    }

    byte[] seal(int number, byte[] data, int length, SecureRandom random) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] plain =
                ByteBuffer.allocate(4 + ChunkLayout.paddedBytes(length))
                        .putInt(length)
                        .put(data, 0, length)
                        .array();
        try {
            byte[] sealed = new byte[NONCE_BYTES + plain.length + TAG_BYTES];
            System.arraycopy(nonce, 0, sealed, 0, NONCE_BYTES);
            cipher(Cipher.ENCRYPT_MODE, nonce, number)
                    .doFinal(plain, 0, plain.length, sealed, NONCE_BYTES);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java seals with AES-GCM", e);
        }
    }

    /// The chunk's data, or nothing when these are not the bytes that were sealed for this place.
    Optional<byte[]> open(int number, byte[] sealed) {
        if (sealed.length < ChunkLayout.OVERHEAD_BYTES) {
            return Optional.empty();
        }
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        try {
            byte[] plain =
                    cipher(Cipher.DECRYPT_MODE, nonce, number)
                            .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
            int length = ByteBuffer.wrap(plain).getInt();
            boolean fits = length >= 0 && length <= plain.length - 4;
            return fits ? Optional.of(Arrays.copyOfRange(plain, 4, 4 + length)) : Optional.empty();
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java opens AES-GCM", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, int number) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
        cipher.updateAAD(PURPOSE);
        cipher.updateAAD(content);
        cipher.updateAAD(ByteBuffer.allocate(8).putInt(number).putInt(count).array());
        return cipher;
    }
}

package org.odradek.store.attachment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// What is derived from the attachments' key (HKDF-SHA-256, RFC 5869): a key per file for sealing, and one
/// for names. Names are HMACs of the content, so that devices of one account name alike what they
/// hold alike, and nobody else can tell what a name stands for.
final class AttachmentKeys {

    static final int KEY_BYTES = 32;

    private final byte[] key;
    private final SecretKey naming;

    AttachmentKeys(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("An attachments' key has 32 bytes: " + key.length);
        }
        this.key = key.clone();
        this.naming = derive("odradek attachment names v1", new byte[0], "HmacSHA256");
    }

    ChunkSealing sealing(byte[] sha256, int count) {
        return new ChunkSealing(derive("odradek attachment file v1", sha256, "AES"), sha256, count);
    }

    /// Name of the sealed file on this disk, 64 hexadecimal digits.
    String fileName(byte[] sha256) {
        return hex(hmac("file", sha256, new byte[0]));
    }

    /// Names of the file's chunks at the server, 64 hexadecimal digits each.
    List<String> chunkNames(byte[] sha256, int count) {
        List<String> names = new ArrayList<>(count);
        for (int number = 0; number < count; number++) {
            byte[] which = ByteBuffer.allocate(8).putInt(number).putInt(count).array();
            names.add(hex(hmac("chunk", sha256, which)));
        }
        return names;
    }

    private byte[] hmac(String purpose, byte[] sha256, byte[] which) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(naming);
            mac.update(purpose.getBytes(StandardCharsets.US_ASCII));
            mac.update((byte) 0);
            mac.update(sha256);
            return mac.doFinal(which);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC-SHA-256", e);
        }
    }

    private SecretKey derive(String purpose, byte[] content, String algorithm) {
        byte[] label = purpose.getBytes(StandardCharsets.US_ASCII);
        byte[] info =
                ByteBuffer.allocate(label.length + 1 + content.length)
                        .put(label)
                        .put((byte) 0)
                        .put(content)
                        .array();
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            algorithm,
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(new SecretKeySpec(key, "Generic"))
                                    .thenExpand(info, KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java 25 has HKDF-SHA-256", e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}

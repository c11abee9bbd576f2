package org.odradek.core.entry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256 (FIPS 180-4) with a purpose before the content, so that a hash made for one thing never fits another.
public final class Digests {
    private Digests() {}

    /// 32 bytes over the purpose, a zero byte and the content.
    public static byte[] sha256(String purpose, byte[] content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(purpose.getBytes(StandardCharsets.US_ASCII));
            digest.update((byte) 0);
            return digest.digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}

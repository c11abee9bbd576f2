package org.odradek.sync.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// What a hash or a signature is made for. The purpose, its version included, stands before the content with a zero byte between,
/// so that bytes signed or hashed for one thing never count for another.
public enum Purpose {
    ROOT_FINGERPRINT("odradek root v1"),
    CONTROL_RECORD("odradek control record v1"),
    CREDENTIALS("odradek credentials v1"),
    AUTH_VERIFIER("odradek auth verifier v1"),
    SESSION("odradek session v1"),
    SIGNED_HEAD("odradek head v1"),
    ACCOUNT_CHAIN("odradek account chain v1"),
    LOG_RECORD("odradek log record v1"),
    CLONE("odradek clone v1");

    private final String text;

    Purpose(String text) {
        this.text = text + '\0';
    }

    /// SHA-256 over the purpose and the content.
    public Bytes sha256(byte[] content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(prefix());
            return new Bytes(digest.digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /// The bytes that a signature for this purpose covers.
    byte[] before(byte[] content) {
        var prefix = prefix();
        var out = new ByteArrayOutputStream(prefix.length + content.length);
        out.writeBytes(prefix);
        out.writeBytes(content);
        return out.toByteArray();
    }

    private byte[] prefix() {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

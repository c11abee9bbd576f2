package org.odradek.exchange.portable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Bytes as text without replacing anything, and as a digest.
public final class StrictText {
    private StrictText() {}

    /// The text, or the reason why the bytes are none.
    public sealed interface Decoded {
        record Text(String text) implements Decoded {}

        record NotText(String reason) implements Decoded {}
    }

    /// Decodes UTF-8; a byte order mark stays in the text as U+FEFF.
    public static Decoded decode(byte[] bytes) {
        try {
            var text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(bytes))
                            .toString();
            return text.indexOf('\0') >= 0
                    ? new Decoded.NotText("It contains a NUL character, so it is left out.")
                    : new Decoded.Text(text);
        } catch (CharacterCodingException e) {
            return new Decoded.NotText("It is not valid UTF-8 text, so it is left out.");
        }
    }

    /// SHA-256 in lower-case hex.
    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(sha256Digest().digest(bytes));
    }

    public static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}

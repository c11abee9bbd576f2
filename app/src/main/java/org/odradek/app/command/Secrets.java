package org.odradek.app.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Reads passwords from standard input, a line each; they stand on no command line, where other users could see them.
final class Secrets {
    private static final int BYTES_MAX = 4096;

    private Secrets() {}

    /// The next line, without its end. Ends the command when there is none.
    static String line(InputStream in, String what) {
        try {
            var line = new ByteArrayOutputStream();
            int next = in.read();
            while (next >= 0 && next != '\n' && line.size() < BYTES_MAX) {
                line.write(next);
                next = in.read();
            }
            var text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(line.toByteArray()))
                            .toString();
            var secret = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            if (secret.isEmpty()) {
                throw new Refusal(
                        Answer.unreadable("Give " + what + " as a line of standard input."));
            }
            return secret;
        } catch (CharacterCodingException e) {
            throw new Refusal(Answer.unreadable("Standard input is not UTF-8."));
        } catch (IOException e) {
            throw new Refusal(Answer.notPossible("Standard input cannot be read."));
        }
    }
}

package org.odradek.app.command;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// Reads passwords from standard input, a line each; they stand on no command line, where other users could see them. A person at a
/// terminal is asked for them, and does not see them.
final class Secrets {
    private static final int BYTES_MAX = 4096;

    private Secrets() {}

    /// A terminal at which somebody sits.
    @FunctionalInterface
    interface Terminal {
        /// What was typed at a prompt without being shown; null at the end of the input.
        char @Nullable [] ask(String prompt);
    }

    /// The next line, without its end. Ends the command when there is none.
    static String line(InputStream in, String what) {
        return line(in, what, terminal(in));
    }

    /// A password that is set, which a person at a terminal types twice. Ends the command when the two differ.
    static String chosen(InputStream in, String what) {
        return chosen(in, what, terminal(in));
    }

    static String chosen(InputStream in, String what, @Nullable Terminal terminal) {
        var secret = line(in, what, terminal);
        if (terminal != null && !secret.equals(line(in, what + " again", terminal))) {
            throw new Refusal(Answer.unreadable("The two passwords differ; nothing was changed."));
        }
        return secret;
    }

    private static @Nullable Terminal terminal(InputStream in) {
        return Optional.ofNullable(System.console())
                .filter(console -> console.isTerminal() && isStandardInput(in))
                .map(Secrets::terminal)
                .orElse(null);
    }

    private static Terminal terminal(Console console) {
        return prompt -> console.readPassword("%s", prompt);
    }

    @SuppressWarnings("ReferenceEquality") // The stream is itself and no other.
    private static boolean isStandardInput(InputStream in) {
        return in == System.in;
    }

    static String line(InputStream in, String what, @Nullable Terminal terminal) {
        var secret = terminal == null ? read(in) : asked(terminal, what);
        if (secret.isEmpty()) {
            throw new Refusal(Answer.unreadable("Give " + what + " as a line of standard input."));
        }
        return secret;
    }

    private static String asked(Terminal terminal, String what) {
        var typed =
                terminal.ask(
                        what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1) + ": ");
        return typed == null ? "" : new String(typed);
    }

    private static String read(InputStream in) {
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
            return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        } catch (CharacterCodingException e) {
            throw new Refusal(Answer.unreadable("Standard input is not UTF-8."));
        } catch (IOException e) {
            throw new Refusal(Answer.notPossible("Standard input cannot be read."));
        }
    }
}

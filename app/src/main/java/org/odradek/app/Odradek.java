package org.odradek.app;

import org.odradek.app.command.Commands;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;

/// The desktop program and the command line: without a command it opens the window.
public final class Odradek {
    private Odradek() {}

    public static void main(String[] arguments) {
        var usual = ProfileFolder.usual(System.getenv(), System.getProperties());
        var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        var err = new PrintStream(System.err, false, StandardCharsets.UTF_8);
        System.exit(
                new Commands(Clock.systemDefaultZone(), usual, Odradek::window)
                        .run(arguments, System.in, out, err));
    }

    private static int window(Path profile) {
        Desktop.show(profile);
        return 0;
    }
}

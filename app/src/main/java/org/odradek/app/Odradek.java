package org.odradek.app;

import org.odradek.app.command.Commands;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;

/// The desktop program and the command line: without a command it opens the window.
public final class Odradek {
    private Odradek() {}

    public static void main(String[] arguments) {
        var commands =
                new Commands(
                        Clock.system(ZoneId.systemDefault()),
                        ProfileFolder.usual(System.getenv(), System.getProperties()),
                        Desktop::show,
                        DemoDesktop::show);
        // Texts are UTF-8 whatever the locale says.
        var out =
                new PrintStream(
                        new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        var err =
                new PrintStream(
                        new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(commands.run(arguments, System.in, out, err));
    }
}

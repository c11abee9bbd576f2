package org.odradek.app;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;

/// The desktop program and the command line: without a command it opens the window.
@Command(name = "odradek", version = "odradek 0.1.0", mixinStandardHelpOptions = true)
public final class Odradek implements Runnable {
    @Option(
            names = "--profile",
            paramLabel = "DIR",
            description = "The profile's folder; made when missing.")
    private @Nullable Path profile;

    private Odradek() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Odradek()).setExpandAtFiles(false).execute(arguments));
    }

    @Override
    public void run() {
        Desktop.show(
                profile == null
                        ? ProfileFolder.usual(System.getenv(), System.getProperties())
                        : profile);
    }
}

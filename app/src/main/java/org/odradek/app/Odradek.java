package org.odradek.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The desktop program and the command line.
@Command(name = "odradek", version = "odradek 0.1.0", mixinStandardHelpOptions = true)
public final class Odradek implements Runnable {
    private Odradek() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Odradek()).setExpandAtFiles(false).execute(arguments));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}

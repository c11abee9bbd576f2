package org.odradek.sync.server;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The sync server's command line.
@Command(name = "odradek-server", version = "odradek-server 0.1.0", mixinStandardHelpOptions = true)
public final class OdradekServer implements Runnable {
    private OdradekServer() {}

    public static void main(String[] arguments) {
        System.exit(
                new CommandLine(new OdradekServer()).setExpandAtFiles(false).execute(arguments));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}

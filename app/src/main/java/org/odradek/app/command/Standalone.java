package org.odradek.app.command;

import java.io.PrintStream;

/// A command that needs no profile; it prints as it goes and answers the exit code.
interface Standalone {
    int run(PrintStream out, PrintStream err);
}

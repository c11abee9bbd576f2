package org.odradek.app.command;

import picocli.AutoComplete;
import picocli.CommandLine.Command;

import java.io.PrintStream;

/// Lets a shell complete commands and options.
@Command(
        name = "completion",
        description = "Prints a script for bash and zsh: source <(odradek completion)")
final class CompletionCommand implements Standalone {
    private final CommandReader reader;

    CompletionCommand(CommandReader reader) {
        this.reader = reader;
    }

    @Override
    public int run(PrintStream out, PrintStream err) {
        out.print(AutoComplete.bash("odradek", reader.whole()));
        out.flush();
        return Answer.DONE;
    }
}

package org.odradek.sync.server.operate;

import org.jspecify.annotations.Nullable;
import org.odradek.sync.server.backup.Backups;
import org.odradek.sync.server.operate.Operation.ListAccounts;

import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// `odradek-server verify`: 0 with what was seen, 1 with one sentence about the first thing that is wrong.
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description =
                "Looks at every chain, digest, signature and chunk in a backup, or in the data"
                        + " folder of a server that does not run. No key is needed.")
public final class VerifyCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private What what = new What();

    /// One of both.
    static final class What {
        @Option(names = "--data", paramLabel = "DIR", description = "A data folder.")
        private @Nullable Path data;

        @Option(names = "--from", paramLabel = "FILE", description = "A backup.")
        private @Nullable Path from;
    }

    @Override
    public Integer call() throws IOException {
        if (spec == null) {
            throw new IllegalStateException("picocli has not started");
        }
        var commandLine = spec.commandLine();
        return switch (answer()) {
            case Backups.Answer.Fine(var words) -> {
                commandLine.getOut().println(words);
                yield CommandLine.ExitCode.OK;
            }
            case Backups.Answer.Wrong(var sentence) -> {
                commandLine.getErr().println(sentence);
                yield 1;
            }
        };
    }

    private Backups.Answer answer() throws IOException {
        if (what.from != null) {
            return Backups.verifyBackup(what.from);
        }
        var folder = what.data == null ? Path.of("") : what.data;
        return OperatorSocket.ask(folder, new ListAccounts()).isPresent()
                ? new Backups.Answer.Wrong(
                        "A server runs with the folder " + folder + ": back it up and verify that.")
                : Backups.verifyFolder(folder);
    }
}

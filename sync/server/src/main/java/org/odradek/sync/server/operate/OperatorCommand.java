package org.odradek.sync.server.operate;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.jspecify.annotations.Nullable;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.server.ServerConfiguration;
import org.odradek.sync.server.backup.Backups;
import org.odradek.sync.server.blob.FileBlobs;
import org.odradek.sync.server.log.h2.H2AccountLog;
import org.odradek.sync.server.operate.Operation.Outcome;
import org.slf4j.LoggerFactory;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// A command that asks for an operation: of the server that runs with the data folder, or else of the folder itself. 0 with what was
/// done, 1 with one sentence.
public abstract class OperatorCommand implements Callable<Integer> {
    private static final int REFUSED = 1;

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "The server's data folder.")
    private Path data = Path.of("");

    abstract Outcome outcome(Path folder) throws IOException;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not started");
        }
        var commandLine = spec.commandLine();
        Outcome outcome;
        try {
            outcome = outcome(data);
        } catch (IOException | IllegalStateException e) {
            LoggerFactory.getLogger(OperatorCommand.class).debug("a command failed", e);
            outcome = Outcome.refused("It came to nothing: " + e.getMessage() + ".");
        }
        if (outcome.isDone()) {
            commandLine.getOut().println(outcome.words());
            return CommandLine.ExitCode.OK;
        }
        commandLine.getErr().println(outcome.words());
        return REFUSED;
    }

    /// Of the running server; of the folder when none runs.
    static Outcome ask(Path folder, Operation operation) throws IOException {
        var answered = OperatorSocket.ask(folder, operation);
        if (answered.isPresent()) {
            return answered.get();
        }
        if (!Backups.holdsLog(folder)) {
            return Outcome.refused(
                    "No server runs with the folder " + folder + ", and it holds no log itself.");
        }
        try (var log =
                H2AccountLog.open(
                        ServerConfiguration.embeddedLog(folder),
                        new Bytes(new byte[32]),
                        new SimpleMeterRegistry())) {
            var blobs = folder.resolve("blobs");
            return new Operations(log, new FileBlobs(blobs), blobs).perform(operation);
        }
    }

    private static Outcome of(Backups.Answer answer) {
        return switch (answer) {
            case Backups.Answer.Fine(var words) -> Outcome.done(words);
            case Backups.Answer.Wrong(var sentence) -> Outcome.refused(sentence);
        };
    }

    @Command(
            name = "backup",
            mixinStandardHelpOptions = true,
            description = "Writes everything to a file, while the server runs or not.")
    public static final class Backup extends OperatorCommand {
        @Option(names = "--to", paramLabel = "FILE", required = true, description = "A new file.")
        private Path to = Path.of("");

        @Override
        Outcome outcome(Path folder) throws IOException {
            return ask(folder, new Operation.Backup(to.toAbsolutePath().toString()));
        }
    }

    @Command(
            name = "restore",
            mixinStandardHelpOptions = true,
            description = "Fills an empty data folder with a backup; then start the server.")
    public static final class Restore extends OperatorCommand {
        @Option(names = "--from", paramLabel = "FILE", required = true, description = "A backup.")
        private Path from = Path.of("");

        @Override
        Outcome outcome(Path folder) throws IOException {
            return of(Backups.restore(from, folder));
        }
    }

    @Command(
            name = "account",
            mixinStandardHelpOptions = true,
            subcommands = {ListAccounts.class, Export.class, Delete.class},
            description = "Lists, exports and deletes accounts.")
    public static final class Account implements Callable<Integer> {
        @Spec private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            if (spec != null) {
                spec.commandLine().getErr().println("Say list, export or delete.");
            }
            return CommandLine.ExitCode.USAGE;
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "A line for each account, with tabs between.")
    static final class ListAccounts extends OperatorCommand {
        @Override
        Outcome outcome(Path folder) throws IOException {
            return ask(folder, new Operation.ListAccounts());
        }
    }

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Writes all that is kept of one account to a file.")
    static final class Export extends OperatorCommand {
        @Option(names = "--user", paramLabel = "NAME", required = true, description = "Whose.")
        private String user = "";

        @Option(names = "--to", paramLabel = "FILE", required = true, description = "A new file.")
        private Path to = Path.of("");

        @Override
        Outcome outcome(Path folder) throws IOException {
            return ask(folder, new Operation.ExportAccount(user, to.toAbsolutePath().toString()));
        }
    }

    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            description =
                    "Deletes an account here. Its devices keep everything, and one that still syncs"
                            + " with this server brings the account back.")
    static final class Delete extends OperatorCommand {
        @Option(names = "--user", paramLabel = "NAME", required = true, description = "Whose.")
        private String user = "";

        @Override
        Outcome outcome(Path folder) throws IOException {
            return ask(folder, new Operation.DeleteAccount(user));
        }
    }
}

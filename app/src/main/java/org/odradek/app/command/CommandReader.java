package org.odradek.app.command;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/// Reads the words of a command line and runs what they say.
final class CommandReader {
    private static final Logger LOG = LoggerFactory.getLogger(CommandReader.class);

    private final PrintStream out;
    private final PrintStream err;
    private final CommandTable commands;

    CommandReader(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
        this.commands = new CommandTable(out, this);
    }

    /// The commands, to which other rooms add theirs.
    CommandTable commands() {
        return commands;
    }

    /// The options that every command takes, before or after its name.
    @Command(
            name = "odradek",
            version = "odradek 0.1.0",
            mixinStandardHelpOptions = true,
            scope = ScopeType.INHERIT,
            description = "Notes and tasks.")
    static final class Root extends Group {
        @Option(
                names = "--profile",
                paramLabel = "DIR",
                scope = ScopeType.INHERIT,
                description = "Where the notes are.")
        @Nullable Path profile;

        @Option(
                names = "--json",
                scope = ScopeType.INHERIT,
                description = "One JSON document on standard output.")
        boolean json;

        @Option(
                names = "--quiet",
                scope = ScopeType.INHERIT,
                description = "No words, only the exit code.")
        boolean quiet;
    }

    /// What a command line says.
    sealed interface Read {
        /// A command to run on a profile.
        record Given(Root root, Task task) implements Read {}

        /// A command that needs no profile.
        record Alone(Standalone command) implements Read {}

        /// No command: the window.
        record Window(Root root) implements Read {}

        /// Everything was said already: help, the version, or what is wrong.
        record Said(int exit) implements Read {}
    }

    Read read(String[] arguments) {
        var root = new Root();
        var line = line(root, arguments);
        try {
            var parsed = line.parseArgs(arguments);
            Integer helped = CommandLine.executeHelpRequest(parsed);
            if (helped != null) {
                return new Read.Said(helped);
            }
            var last = innermost(parsed);
            return switch (last.commandSpec().userObject()) {
                case Task task -> new Read.Given(root, task);
                case Standalone command -> new Read.Alone(command);
                case Root _ -> new Read.Window(root);
                default -> {
                    last.commandSpec().commandLine().usage(err);
                    yield new Read.Said(Answer.USAGE);
                }
            };
        } catch (ParameterException e) {
            err.println(sentence(e));
            err.flush();
            return new Read.Said(Answer.USAGE);
        }
    }

    /// Runs a command on a store that is open; used for each line of a batch and for commands that another process passes on.
    Answer run(Desk desk, String[] arguments) {
        try {
            var parsed = line(new Root(), arguments).parseArgs(arguments);
            return innermost(parsed).commandSpec().userObject() instanceof Task task
                            && !(task instanceof BatchCommand)
                    ? run(desk, task)
                    : Answer.unreadable("That is no command for a batch.");
        } catch (ParameterException e) {
            return Answer.unreadable(sentence(e));
        }
    }

    /// A fault is logged once, here, and answered with one sentence.
    static Answer run(Desk desk, Task task) {
        try {
            return task.run(desk);
        } catch (Refusal e) {
            return e.answer();
        } catch (RuntimeException e) {
            LOG.error("A command failed.", e);
            var log = desk.store().profile().folder().resolve(LogFile.NAME);
            return new Answer.Fault(
                    "Something in Odradek failed; what was saved before is safe.", log.toString());
        }
    }

    /// Opens the profile only when the words were understood.
    ///
    /// @param in     standard input, which a command that is passed on takes along
    /// @param desks  opens the profile in that folder (null: the platform's), or answers why not
    /// @param window opens the window; answers its exit code
    int execute(
            String[] arguments,
            InputStream in,
            Function<@Nullable Path, DeskOpening> desks,
            ToIntFunction<@Nullable Path> window) {
        long startedNs = System.nanoTime();
        return switch (read(arguments)) {
            case Read.Said(var exit) -> exit;
            case Read.Alone(var command) -> command.run(out, err);
            case Read.Window(var root) -> window.applyAsInt(root.profile);
            case Read.Given(var root, var task) ->
                    switch (desks.apply(root.profile)) {
                        case DeskOpening.Refused(var refused) -> printed(root, refused, startedNs);
                        case DeskOpening.PassedOn(var carry) ->
                                passOn(carry.apply(arguments, input(arguments, in)));
                        case DeskOpening.Opened opened -> {
                            try (opened) {
                                yield printed(root, run(opened.desk(), task), startedNs);
                            }
                        }
                    };
        };
    }

    private int printed(Root root, Answer answer, long startedNs) {
        Answers.print(answer, root.json, root.quiet, out, err, Answers.tookMs(startedNs));
        return answer.exit();
    }

    private int passOn(Door.Carried carried) {
        out.writeBytes(carried.out());
        out.flush();
        err.writeBytes(carried.err());
        err.flush();
        return carried.exit();
    }

    /// Standard input is read only for commands that take some: it may be a terminal that nobody types at.
    private static byte[] input(String[] arguments, InputStream in) {
        boolean takesInput =
                Arrays.stream(arguments)
                        .anyMatch(
                                word ->
                                        word.equals("-")
                                                || word.equals("batch")
                                                || word.equals("account")
                                                || word.equals("lock"));
        try {
            return takesInput ? in.readAllBytes() : new byte[0];
        } catch (IOException e) {
            throw new Refusal(Answer.notPossible("Standard input cannot be read."));
        }
    }

    private static ParseResult innermost(ParseResult parsed) {
        var last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        return last;
    }

    /// One sentence, without the usage text that follows it in other programs.
    private static String sentence(ParameterException e) {
        var message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return message.length() > 300 ? message.substring(0, 300) + "…" : message;
    }

    /// With all commands.
    CommandLine whole() {
        return line(new Root(), new String[0]);
    }

    /// Made anew for every line: parsing with one again leaves groups of options as the line before had them.
    private CommandLine line(Root root, String[] words) {
        var line = new CommandLine(root);
        commands.addTo(line, words);
        // These reach the commands that are there already.
        line.setExpandAtFiles(false);
        line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        return line;
    }
}

package org.odradek.house.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A built program as its users start it: by its launcher, as a process of its own.
final class Program {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /// Generous, since the machine may be busy; a program that hangs must not hang the tests.
    private static final int ENDS_WITHIN_SECONDS = 60;

    private final Path launcher;
    private final Path work;
    private int runs;

    /// @param name which program
    /// @param work a folder for what the runs read and print
    Program(String name, Path work) {
        this.launcher = Path.of("target", name, "bin", name).toAbsolutePath();
        this.work = work;
    }

    Path launcher() {
        return launcher;
    }

    /// How a run ended and what it printed.
    record Ran(int exit, String out, String err) {
        JsonNode json() {
            return read(out);
        }

        List<JsonNode> jsonLines() {
            return out.lines().map(Program::read).toList();
        }

        Ran done() {
            assertEquals(0, exit, out + err);
            return this;
        }
    }

    static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }

    Ran run(String... arguments) {
        return run(work, "", arguments);
    }

    Ran reading(String input, String... arguments) {
        return run(work, input, arguments);
    }

    Ran run(Path folder, String input, String... arguments) {
        var command = new ArrayList<String>();
        command.add(launcher.toString());
        command.addAll(List.of(arguments));
        return run(folder, input, Map.of(), command);
    }

    /// Runs a script, so that the bytes of its words do not depend on this process's locale.
    Ran script(Map<String, String> environment, String script) {
        try {
            var file = Files.writeString(work.resolve("script-" + runs++), script);
            return run(work, "", environment, List.of("sh", file.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Ran run(
            Path folder, String input, Map<String, String> environment, List<String> command) {
        try {
            int run = runs++;
            var in = Files.writeString(work.resolve("in-" + run), input);
            var out = work.resolve("out-" + run);
            var err = work.resolve("err-" + run);
            var builder =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectInput(in.toFile())
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile());
            builder.environment().putAll(environment);
            int exit = exit(builder.start());
            return new Ran(exit, Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts it with pipes to this process; its standard error goes to this process's.
    Process start(String... arguments) {
        var command = new ArrayList<String>();
        command.add(launcher.toString());
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command)
                    .directory(work.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BufferedReader lines(Process process) {
        return process.inputReader(StandardCharsets.UTF_8);
    }

    static int exit(Process process) {
        try {
            boolean ended = process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            assertTrue(ended, "it does not end within " + ENDS_WITHIN_SECONDS + " s");
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    /// SIGTERM, and the exit code that comes of it.
    static int terminate(Process process) {
        process.destroy();
        return exit(process);
    }
}

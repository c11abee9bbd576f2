package org.odradek.sync.simulation.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// A Java program in a process of its own, whose lines are heard on a thread of their own. Signals are sent by the system's `kill`.
final class Program implements AutoCloseable {
    private final Process process;
    private final boolean isRehearsal;
    private boolean isPaused;
    private volatile boolean isKilled;

    private Program(Process process, boolean isRehearsal) {
        this.process = process;
        this.isRehearsal = isRehearsal;
    }

    /// @param errors      where its standard error is kept, added to what is there
    /// @param heard       hears each whole line that it prints
    /// @param isRehearsal whether something comes of its end, which then is not a sudden one
    static Program start(
            List<String> command, Path errors, Consumer<String> heard, boolean isRehearsal)
            throws IOException {
        var process =
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
                        .start();
        var started = new Program(process, isRehearsal);
        Thread.ofPlatform().daemon().start(() -> started.hear(heard));
        Runtime.getRuntime().addShutdownHook(new Thread(started::close));
        return started;
    }

    /// What it says after it was ended here is about its end.
    private void hear(Consumer<String> heard) {
        try (var lines = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
            lines.lines().filter(_ -> !isKilled).forEach(heard);
        } catch (IOException | UncheckedIOException e) {
            // It was killed in the middle of a line, which then does not count.
        }
    }

    /// One line on its standard input; nothing comes of it when the process has just ended.
    void say(String line) {
        try {
            var out = process.getOutputStream();
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            // Whether it is alive is asked elsewhere.
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// How it ended without being killed here; empty when it did not.
    OptionalInt endedByItself() {
        return isKilled || process.isAlive()
                ? OptionalInt.empty()
                : OptionalInt.of(process.exitValue());
    }

    boolean isPaused() {
        return isPaused;
    }

    /// SIGSTOP.
    void pause() throws IOException, InterruptedException {
        isPaused = true;
        signal("-STOP");
    }

    /// SIGCONT.
    void goOn() throws IOException, InterruptedException {
        if (isPaused) {
            isPaused = false;
            signal("-CONT");
        }
    }

    private void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
    }

    /// SIGTERM, and until it has ended.
    void end() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    /// SIGKILL, without a word.
    void kill() throws InterruptedException {
        isKilled = true;
        process.destroyForcibly();
        process.waitFor();
    }

    /// Also when this process ends, which then says nothing of it.
    @Override
    public void close() {
        isKilled = true;
        if (isRehearsal) {
            process.destroy();
            process.onExit().join();
        } else {
            process.destroyForcibly();
        }
    }
}

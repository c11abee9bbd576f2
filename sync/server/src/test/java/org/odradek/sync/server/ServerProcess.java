package org.odradek.sync.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The server's program in a process of its own, as an operator starts it.
public final class ServerProcess implements AutoCloseable {
    public static final List<String> SMALL =
            List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

    private final Process process;
    private final String line;

    private ServerProcess(Process process, String line) {
        this.process = process;
        this.line = line;
    }

    /// Starts it and waits for the line that it prints when it listens.
    static ServerProcess listening(Path data, String... options) throws IOException {
        var arguments = new ArrayList<>(List.of("--port", "0", "--data", data.toString()));
        arguments.addAll(List.of(options));
        return said(start(arguments.toArray(new String[0])));
    }

    /// Another program, or this one on other terms; its first line ends with its address.
    public static ServerProcess running(
            List<String> javaOptions, Class<?> program, String... arguments) throws IOException {
        return said(start(javaOptions, program, List.of(arguments)));
    }

    private static ServerProcess said(Process process) throws IOException {
        var line = new BufferedReader(process.inputReader(StandardCharsets.UTF_8)).readLine();
        if (line == null) {
            throw new IOException("the server ended: " + errors(process));
        }
        return new ServerProcess(process, line);
    }

    /// Starts it with these arguments.
    static Process start(String... arguments) throws IOException {
        return start(SMALL, OdradekServer.class, List.of(arguments));
    }

    private static Process start(List<String> javaOptions, Class<?> program, List<String> arguments)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command).start();
    }

    static String errors(Process process) throws IOException {
        return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    public long pid() {
        return process.pid();
    }

    public String url() {
        return line.substring(line.lastIndexOf(' ') + 1);
    }

    /// SIGTERM; answers the exit code.
    public int end() throws InterruptedException {
        process.destroy();
        process.waitFor(30, TimeUnit.SECONDS);
        return process.exitValue();
    }

    /// Ends its standard input, upon which some programs end; answers the exit code.
    public int endInput() throws IOException, InterruptedException {
        process.getOutputStream().close();
        process.waitFor(30, TimeUnit.SECONDS);
        return process.exitValue();
    }

    /// SIGKILL, without a word.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

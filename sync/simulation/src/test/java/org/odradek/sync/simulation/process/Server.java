package org.odradek.sync.simulation.process;

import org.odradek.sync.server.OdradekServer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/// The server's program as an operator starts it, on another port each time.
final class Server implements AutoCloseable {
    /// Room for more devices than an account usually has, and no pace of requests.
    private static final String LIMITS =
            """
            connections.active.per-account=32
            requests.per-minute.per-device=1000000
            logins.per-minute.per-account=1000
            """;

    private final Launcher launcher;
    private final Path folder;
    private final List<String> options;
    private final IntConsumer listening;
    private Program program;
    private volatile boolean isListening;

    /// @param folder    holds its data, its limits and its log
    /// @param listening hears each port at which it listens
    static Server start(Launcher launcher, Path folder, List<String> options, IntConsumer listening)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var all = new ArrayList<>(List.of("--insecure-loopback", "--port", "0"));
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        all.addAll(
                List.of(
                        "--limits",
                        Files.writeString(folder.resolve("limits"), LIMITS).toString()));
        all.addAll(options);
        var first = new CountDownLatch(1);
        var server =
                new Server(
                        launcher,
                        folder,
                        all,
                        port -> {
                            listening.accept(port);
                            first.countDown();
                        });
        while (!first.await(100, TimeUnit.MILLISECONDS)) {
            if (!server.program.isAlive()) {
                throw new IOException("the server does not start, see " + folder);
            }
        }
        return server;
    }

    private Server(Launcher launcher, Path folder, List<String> options, IntConsumer listening)
            throws IOException {
        this.launcher = launcher;
        this.folder = folder;
        this.options = options;
        this.listening = listening;
        this.program = started();
    }

    private Program started() throws IOException {
        return launcher.start(OdradekServer.class, options, folder.resolve("log"), this::heard);
    }

    private void heard(String line) {
        isListening = true;
        listening.accept(Integer.parseInt(line.substring(line.lastIndexOf(':') + 1)));
    }

    boolean isListening() {
        return isListening;
    }

    Program program() {
        return program;
    }

    /// After its process was killed.
    void startAgain() throws IOException {
        isListening = false;
        program = started();
    }

    @Override
    public void close() {
        program.close();
    }
}

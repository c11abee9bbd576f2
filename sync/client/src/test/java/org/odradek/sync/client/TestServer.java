package org.odradek.sync.client;

import org.odradek.sync.server.ServerConfiguration;
import org.odradek.sync.server.SyncServer;
import org.odradek.sync.server.limit.Limits;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

/// A server in this process, on loopback, that can be stopped and started again on the same port and data.
final class TestServer implements AutoCloseable {
    private final Path data;
    private final Limits limits;
    private SyncServer server;
    private int port;

    TestServer(Path data) throws IOException {
        this(data, Limits.DEFAULT);
    }

    TestServer(Path data, Limits limits) throws IOException {
        this.data = data;
        this.limits = limits;
        this.server = start(0);
        this.port = server.port();
    }

    private SyncServer start(int at) throws IOException {
        var random = new SecureRandom();
        return SyncServer.start(
                ServerConfiguration.loopback(
                        at,
                        data,
                        limits,
                        Clock.systemUTC(),
                        size -> {
                            var bytes = new byte[size];
                            random.nextBytes(bytes);
                            return bytes;
                        }));
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    Path data() {
        return data;
    }

    void stop() throws IOException {
        server.close();
    }

    void start() throws IOException {
        server = start(port);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

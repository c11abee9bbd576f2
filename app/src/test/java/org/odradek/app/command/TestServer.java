package org.odradek.app.command;

import org.odradek.sync.server.ServerConfiguration;
import org.odradek.sync.server.SyncServer;
import org.odradek.sync.server.limit.Limits;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

/// The real server in this process, on loopback; can be stopped and started again at the same address, with the same data or none.
final class TestServer implements AutoCloseable {
    private final int port;
    private Path data;
    private SyncServer server;

    TestServer(Path data) throws IOException {
        this.data = data;
        this.server = start(0, data);
        this.port = server.port();
    }

    private static SyncServer start(int port, Path data) throws IOException {
        var random = new SecureRandom();
        return SyncServer.start(
                ServerConfiguration.loopback(
                        port,
                        data,
                        Limits.DEFAULT,
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

    void stop() throws IOException {
        server.close();
    }

    void start() throws IOException {
        server = start(port, data);
    }

    /// Starts with another folder, as a server does whose disk was lost.
    void startOn(Path otherData) throws IOException {
        data = otherData;
        start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

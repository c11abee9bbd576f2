package org.odradek.sync.server;

import org.odradek.sync.server.limit.Limits;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/// A real server on a free loopback port, on a clock that stands.
public final class TestServer implements AutoCloseable {
    private final SyncServer server;
    private final TestClock clock;

    public TestServer(Path data, Limits limits) throws IOException {
        this(data, limits, ServerConfiguration.embeddedLog(data), 7);
    }

    /// One of several over the same log.
    ///
    /// @param seed differs from node to node
    public TestServer(Path data, Limits limits, String logUrl, long seed) throws IOException {
        this.clock = new TestClock();
        var random = new Random(seed);
        this.server =
                SyncServer.start(
                        ServerConfiguration.loopback(
                                        0,
                                        data,
                                        limits,
                                        clock,
                                        size -> {
                                            var bytes = new byte[size];
                                            random.nextBytes(bytes);
                                            return bytes;
                                        })
                                .over(logUrl));
    }

    public TestClock clock() {
        return clock;
    }

    public TestClient client() {
        return new TestClient(server.url());
    }

    /// Looks after all accounts now.
    public void sweep() {
        server.sweep();
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

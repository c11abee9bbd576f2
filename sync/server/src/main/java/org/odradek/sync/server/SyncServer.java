package org.odradek.sync.server;

import org.odradek.sync.server.http.HttpFront;

import java.io.IOException;

/// The sync server, whole: its core behind HTTP. Several may run in one process.
public final class SyncServer implements AutoCloseable {
    private final ServerConfiguration configuration;
    private final ServerCore core;
    private final HttpFront front;

    private SyncServer(ServerConfiguration configuration, ServerCore core, HttpFront front) {
        this.configuration = configuration;
        this.core = core;
        this.front = front;
    }

    /// Opens the data and listens. Faults, such as a port that is taken or data that another process holds, are exceptions whose
    /// message is for the operator.
    public static SyncServer start(ServerConfiguration configuration) throws IOException {
        var core = ServerCore.open(configuration);
        try {
            var front =
                    HttpFront.start(
                            configuration.host(),
                            configuration.port(),
                            configuration.keys(),
                            core.reception());
            return new SyncServer(configuration, core, front);
        } catch (IOException | RuntimeException e) {
            core.close();
            throw e;
        }
    }

    /// The port that is listened on; the actual one when any was asked for.
    public int port() {
        return front.port();
    }

    /// Where clients find it, such as `https://0.0.0.0:8443`.
    public String url() {
        return (configuration.keys() == null ? "http://" : "https://")
                + configuration.host()
                + ":"
                + port();
    }

    /// Drains: takes no more, lets what was accepted end, closes the data.
    @Override
    public void close() throws IOException {
        try {
            front.close();
        } finally {
            core.close();
        }
    }
}

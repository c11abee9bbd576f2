package org.odradek.app.demo;

import org.odradek.sync.server.ServerConfiguration;
import org.odradek.sync.server.SyncServer;
import org.odradek.sync.server.limit.Limits;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;

/// The real sync server, inside this process, on loopback, with its data in a folder of the demo's.
final class DemoServer implements AutoCloseable {
    private final SyncServer server;

    private DemoServer(SyncServer server) {
        this.server = server;
    }

    static DemoServer start(Path folder) throws IOException {
        var random = new SecureRandom();
        return new DemoServer(
                SyncServer.start(
                        ServerConfiguration.loopback(
                                0,
                                folder,
                                Limits.DEFAULT,
                                InstantSource.system(),
                                size -> {
                                    var bytes = new byte[size];
                                    random.nextBytes(bytes);
                                    return bytes;
                                })));
    }

    String url() {
        return server.url();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

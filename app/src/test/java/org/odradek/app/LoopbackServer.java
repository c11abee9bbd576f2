package org.odradek.app;

import org.odradek.sync.server.ServerConfiguration;
import org.odradek.sync.server.SyncServer;
import org.odradek.sync.server.limit.Limits;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Random;

/// A real server on this machine alone, whose secrets are the same in each run.
final class LoopbackServer {
    private LoopbackServer() {}

    static SyncServer start(Path folder) throws IOException {
        return start(folder, 0);
    }

    static SyncServer start(Path folder, int port) throws IOException {
        var random = new Random(11);
        return SyncServer.start(
                ServerConfiguration.loopback(
                        port,
                        folder,
                        Limits.DEFAULT,
                        InstantSource.system(),
                        size -> {
                            var bytes = new byte[size];
                            random.nextBytes(bytes);
                            return bytes;
                        }));
    }
}

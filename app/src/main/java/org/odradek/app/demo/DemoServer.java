package org.odradek.app.demo;

import org.odradek.sync.server.ServerConfiguration;
import org.odradek.sync.server.SyncServer;
import org.odradek.sync.server.limit.Limits;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/// The real sync server, inside this process, on loopback, with its data in a folder of the demo's, and a clock that can be set
/// forward.
final class DemoServer implements AutoCloseable {
    private final SyncServer server;
    private final AtomicReference<Clock> clock;

    private DemoServer(SyncServer server, AtomicReference<Clock> clock) {
        this.server = server;
        this.clock = clock;
    }

    static DemoServer start(Path folder) throws IOException {
        var random = new SecureRandom();
        var clock = new AtomicReference<>(Clock.systemUTC());
        return new DemoServer(
                SyncServer.start(
                        ServerConfiguration.loopback(
                                0,
                                folder,
                                Limits.DEFAULT,
                                () -> clock.get().instant(),
                                size -> {
                                    var bytes = new byte[size];
                                    random.nextBytes(bytes);
                                    return bytes;
                                })),
                clock);
    }

    String url() {
        return server.url();
    }

    void setForward(Duration by) {
        clock.updateAndGet(now -> Clock.offset(now, by));
    }

    /// Has the server look after its accounts, which it does by itself every few minutes.
    void lookAfterAccounts() {
        server.sweep();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

package org.odradek.sync.server;

import org.jspecify.annotations.Nullable;
import org.odradek.sync.server.http.HttpFront;
import org.odradek.sync.server.http.WaitingFront;
import org.odradek.sync.server.log.BusyException;
import org.odradek.sync.server.operate.OperatorSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// The sync server, whole: its core behind HTTP. Several may run in one process.
public final class SyncServer implements AutoCloseable {
    /// Limits are about days; this is how long a changed limits file may wait.
    private static final Duration SWEEP = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(SyncServer.class);

    private final ServerConfiguration configuration;
    private final ServerCore core;
    private final HttpFront front;
    private final @Nullable OperatorSocket operator;
    private final ScheduledExecutorService sweeper =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("odradek-sweeper").factory());

    private SyncServer(ServerConfiguration configuration, ServerCore core, HttpFront front) {
        this.operator = OperatorSocket.open(configuration.data(), core.operations()).orElse(null);
        this.configuration = configuration;
        this.core = core;
        this.front = front;
    }

    /// Opens the data and listens. Faults, such as a port that is taken, data that another process holds or a database that is away, are
    /// exceptions whose message is for the operator.
    public static SyncServer start(ServerConfiguration configuration) throws IOException {
        try {
            return start(configuration, Patience.of(Duration.ZERO));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the start was interrupted", e);
        }
    }

    /// The same, but waits for a database that is away. Meanwhile it listens already and says so.
    static SyncServer start(ServerConfiguration configuration, Patience patience)
            throws IOException, InterruptedException {
        var core =
                patience.await(
                        () -> ServerCore.open(configuration),
                        () -> {
                            var front =
                                    WaitingFront.start(
                                            configuration.host(),
                                            configuration.port(),
                                            configuration.keys(),
                                            configuration.limits());
                            return front::close;
                        });
        try {
            var front =
                    HttpFront.start(
                            configuration.host(),
                            configuration.port(),
                            configuration.keys(),
                            core.reception());
            var server = new SyncServer(configuration, core, front);
            var _ =
                    server.sweeper.scheduleWithFixedDelay(
                            server::sweepOrSay,
                            SWEEP.toMillis(),
                            SWEEP.toMillis(),
                            TimeUnit.MILLISECONDS);
            return server;
        } catch (IOException | RuntimeException e) {
            core.close();
            throw e;
        }
    }

    /// The root of the sweeper's thread: a fault is logged, and the next sweep tries again.
    private void sweepOrSay() {
        try {
            core.sweep();
        } catch (BusyException e) {
            LOG.debug("a sweep was put off", e);
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.error("fault in a sweep", e);
        }
    }

    /// Looks after all accounts now, as it does by itself now and then: holds them to their limits, and drops what nobody needs.
    public void sweep() {
        core.sweep();
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
        sweeper.shutdown();
        if (operator != null) {
            operator.close();
        }
        try {
            front.close();
        } finally {
            core.close();
        }
    }
}

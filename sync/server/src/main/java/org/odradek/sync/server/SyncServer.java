package org.odradek.sync.server;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.server.account.Accounts;
import org.odradek.sync.server.account.ControlLogs;
import org.odradek.sync.server.account.Tokens;
import org.odradek.sync.server.blob.FileBlobs;
import org.odradek.sync.server.http.HttpFront;
import org.odradek.sync.server.log.AccountLog;
import org.odradek.sync.server.log.h2.H2AccountLog;
import org.odradek.sync.server.wake.InProcessWakeBus;

import java.io.IOException;
import java.nio.file.Files;

/// The sync server, whole: engine, wake bus, blobs and HTTP, put together here and nowhere else. Several may run in one process.
public final class SyncServer implements AutoCloseable {
    private final ServerConfiguration configuration;
    private final AccountLog log;
    private final HttpFront front;

    private SyncServer(ServerConfiguration configuration, AccountLog log, HttpFront front) {
        this.configuration = configuration;
        this.log = log;
        this.front = front;
    }

    /// Opens the data and listens. Faults, such as a port that is taken or data that another process holds, are exceptions whose
    /// message is for the operator.
    public static SyncServer start(ServerConfiguration configuration) throws IOException {
        Files.createDirectories(configuration.data());
        var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var clock = configuration.clock();
        var newSecret = new Bytes(configuration.randomBytes().apply(32));
        var log = H2AccountLog.open(configuration.logUrl(), newSecret, meters);
        try {
            var tokens = new Tokens(log.secret(), clock);
            var controlLogs = new ControlLogs(log);
            var parts =
                    new HttpFront.Parts(
                            log,
                            new FileBlobs(configuration.data().resolve("blobs")),
                            new InProcessWakeBus(),
                            new Accounts(
                                    log, controlLogs, tokens, clock, configuration.randomBytes()),
                            controlLogs,
                            tokens,
                            configuration.limits(),
                            clock,
                            meters,
                            configuration.serverVersion());
            var front =
                    HttpFront.start(
                            configuration.host(),
                            configuration.port(),
                            configuration.keys(),
                            parts);
            return new SyncServer(configuration, log, front);
        } catch (IOException | RuntimeException e) {
            log.close();
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
            log.close();
        }
    }
}

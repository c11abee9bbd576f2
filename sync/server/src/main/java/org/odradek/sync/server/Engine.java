package org.odradek.sync.server;

import io.micrometer.core.instrument.MeterRegistry;

import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.server.blob.BlobStore;
import org.odradek.sync.server.blob.FileBlobs;
import org.odradek.sync.server.blob.PostgresqlBlobs;
import org.odradek.sync.server.log.AccountLog;
import org.odradek.sync.server.log.h2.H2AccountLog;
import org.odradek.sync.server.log.postgresql.PostgresqlAccountLog;
import org.odradek.sync.server.postgresql.Database;
import org.odradek.sync.server.wake.InProcessWakeBus;
import org.odradek.sync.server.wake.PostgresqlWakeBus;
import org.odradek.sync.server.wake.WakeBus;

/// What a server keeps its data in and is woken by. Whoever opens a core over an engine of its own hands it over: closing the core closes
/// log and wake bus. Several nodes share log and blobs, and have a wake bus each.
public record Engine(AccountLog log, BlobStore blobs, WakeBus wakes) implements AutoCloseable {
    private static final int SECRET_BYTES = 32;
    private static final int NODE_BYTES = 8;

    /// Chosen by the log's URL; blobs go where the log goes. Faults are exceptions whose message is for the operator; BusyException means
    /// that the same may well succeed later.
    static Engine open(ServerConfiguration configuration, MeterRegistry meters) {
        var secret = new Bytes(configuration.randomBytes().apply(SECRET_BYTES));
        return configuration.isPostgresql()
                ? shared(configuration, secret, meters)
                : new Engine(
                        H2AccountLog.open(configuration.logUrl(), secret, meters),
                        new FileBlobs(configuration.data().resolve("blobs")),
                        new InProcessWakeBus());
    }

    private static Engine shared(
            ServerConfiguration configuration, Bytes secret, MeterRegistry meters) {
        var database = Database.open(configuration.logUrl());
        try {
            var wakes = wakes(configuration, database);
            try {
                return new Engine(
                        PostgresqlAccountLog.open(database, secret, meters),
                        new PostgresqlBlobs(database),
                        wakes);
            } catch (RuntimeException e) {
                wakes.close();
                throw e;
            }
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static WakeBus wakes(ServerConfiguration configuration, Database database) {
        return switch (configuration.wake()) {
            case IN_PROCESS -> new InProcessWakeBus();
            case POSTGRESQL ->
                    PostgresqlWakeBus.open(
                            database.address(),
                            new Bytes(configuration.randomBytes().apply(NODE_BYTES)));
        };
    }

    @Override
    public void close() {
        wakes.close();
        log.close();
    }
}

package org.odradek.sync.server.postgresql;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/// A real PostgreSQL for the tests of one run, on a free loopback port, ended with the run. It forces nothing to the disk.
public final class TestPostgresql {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private static @Nullable EmbeddedPostgres running;

    private TestPostgresql() {}

    /// The URL of an empty database: in truth of a schema of its own, which takes a tenth of the time. Skips the test where PostgreSQL
    /// does not start: its binaries come for few platforms, and as root they need `unshare -U`.
    public static String newDatabase() throws SQLException {
        var name = "test_" + SCHEMAS.incrementAndGet();
        var postgresql = running();
        try (var connection = postgresql.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + name);
        }
        return postgresql.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + name;
    }

    /// The loopback port at which it listens.
    public static int port() {
        return running().getPort();
    }

    /// Breaks every connection that is open, as a restart does.
    public static void breakConnections() throws SQLException {
        try (var connection = running().getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'
                    """);
        }
    }

    private static synchronized EmbeddedPostgres running() {
        if (running == null) {
            try {
                running = EmbeddedPostgres.builder().start();
            } catch (IOException | IllegalStateException e) {
                return Assumptions.abort("PostgreSQL does not start here: " + e);
            }
        }
        return running;
    }
}

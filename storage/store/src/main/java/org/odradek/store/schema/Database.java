package org.odradek.store.schema;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// One H2 database file: one connection that writes, a few that read from a snapshot each. Commits are not forced; durability rests on
/// the journal. The writing connection belongs to one platform thread, which nothing may interrupt, because an interrupt inside H2
/// closes the file for everyone. Readers may be any platform threads.
public final class Database implements AutoCloseable {
    /// The name of the file, without H2's ending.
    public static final String FILE = "odradek";

    /// More reads at once than this would only share the same two or four cores.
    private static final int READERS_MAX = 4;

    static {
        // H2 looks each value up in one cache that all threads share, which costs the writing
        // thread more than making the value.
        System.setProperty("h2.objectCache", "false");
    }

    private final Connection writer;
    private final String url;
    private final Object lock = new Object();
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final List<Connection> readers = new ArrayList<>();
    private boolean closed;

    private Database(String url, Connection writer) {
        this.url = url;
        this.writer = writer;
    }

    /// What became of opening.
    public sealed interface Opened {
        record Ready(Database database) implements Opened {}

        /// A newer version made the tables.
        record Newer() implements Opened {}

        /// The file does not open.
        record Damaged(SQLException cause) implements Opened {}
    }

    /// Opens the file in a folder, or makes one.
    public static Opened open(Path folder) {
        var url = url(folder);
        Connection writer = null;
        try {
            writer = DriverManager.getConnection(url, "sa", "");
            if (!Migrations.bringUpToDate(writer)) {
                writer.close();
                return new Opened.Newer();
            }
            writer.setAutoCommit(false);
            return new Opened.Ready(new Database(url, writer));
        } catch (SQLException e) {
            closeQuietly(writer, e);
            return new Opened.Damaged(e);
        } catch (IllegalStateException e) {
            // H2's page store throws its own exception for pages that it cannot read.
            var cause = new SQLException(e);
            closeQuietly(writer, cause);
            return new Opened.Damaged(cause);
        }
    }

    private static void closeQuietly(@Nullable Connection connection, Exception because) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                because.addSuppressed(e);
            }
        }
    }

    /// The writer is not forced per commit and never rewrites the live file (a compaction of H2 has lost data: its issue 4247).
    private static String url(Path folder) {
        var file = folder.toAbsolutePath().resolve(FILE).toString().replace(";", "\\;");
        return "jdbc:h2:file:"
                + file
                + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=10000;CACHE_SIZE=32768;QUERY_CACHE_SIZE=128"
                + ";OPTIMIZE_REUSE_RESULTS=FALSE;AUTO_COMPACT_FILL_RATE=0;MAX_COMPACT_TIME=0;LOCK_TIMEOUT=60000"
                + ";DEFAULT_LOCK_TIMEOUT=60000;NON_KEYWORDS=KEY";
    }

    /// The connection of the writing thread; commits are the caller's.
    public Connection writer() {
        return writer;
    }

    /// Makes everything committed durable in the file itself.
    public void checkpoint() throws SQLException {
        try (var statement = writer.createStatement()) {
            statement.execute("CHECKPOINT SYNC");
        }
    }

    /// Takes a connection that reads one committed state from its first statement on; waits while all are taken. Empty when the
    /// database is closed.
    public Optional<Reading> read() throws SQLException {
        synchronized (lock) {
            boolean interrupted = false;
            boolean taken = false;
            try {
                while (idle.isEmpty() && readers.size() >= READERS_MAX) {
                    try {
                        lock.wait();
                    } catch (InterruptedException e) {
                        // A reader inside H2 must not see the interrupt; its caller does
                        // afterwards.
                        interrupted = true;
                    }
                }
                if (closed) {
                    return Optional.empty();
                }
                var reading = new Reading(idle.isEmpty() ? reader() : idle.pop(), interrupted);
                taken = true;
                return Optional.of(reading);
            } finally {
                if (interrupted && !taken) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private Connection reader() throws SQLException {
        var fresh = DriverManager.getConnection(url, "sa", "");
        boolean ready = false;
        try (var statement = fresh.createStatement()) {
            fresh.setAutoCommit(false);
            statement.execute(
                    "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SNAPSHOT");
            readers.add(fresh);
            ready = true;
            return fresh;
        } finally {
            if (!ready) {
                fresh.close();
            }
        }
    }

    /// Ends the reader's transaction by a commit, since a rollback makes H2 forget its parsed statements.
    private void giveBack(Connection connection) throws SQLException {
        try {
            connection.commit();
        } catch (SQLException | IllegalStateException e) {
            discard(connection, e);
            throw e;
        }
        synchronized (lock) {
            idle.push(connection);
            lock.notifyAll();
        }
    }

    /// Gives the place of a connection that fails to another; who closes waits for no reader that never comes.
    private void discard(Connection connection, Exception because) {
        synchronized (lock) {
            readers.remove(connection);
            lock.notifyAll();
        }
        closeQuietly(connection, because);
    }

    /// Closes the file without rewriting it.
    @Override
    public void close() throws SQLException {
        closeReaders();
        writer.rollback();
        checkpoint();
        writer.close();
    }

    /// Waits for the readings that have begun.
    private void closeReaders() throws SQLException {
        synchronized (lock) {
            closed = true;
            boolean interrupted = false;
            while (idle.size() < readers.size()) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            for (var reader : readers) {
                reader.close();
            }
            lock.notifyAll();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// A reader's connection for a moment. Interrupts are held back until it is given back.
    public final class Reading implements AutoCloseable {
        private final Connection connection;
        private final boolean interrupted;

        private Reading(Connection connection, boolean interrupted) {
            this.connection = connection;
            this.interrupted = Thread.interrupted() || interrupted;
        }

        public Connection connection() {
            return connection;
        }

        public Database database() {
            return Database.this;
        }

        @Override
        public void close() throws SQLException {
            try {
                giveBack(connection);
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}

package org.odradek.store.view;

import org.jspecify.annotations.Nullable;
import org.odradek.store.schema.Database;

import java.sql.SQLException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// Gives readers one moment: a snapshot of the tables and what was published with it. The writer commits and publishes under the lock.
/// Thread-safe.
public final class ViewReads {
    private volatile Database database;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private volatile Published published;

    public ViewReads(Database database, Published published) {
        this.database = database;
        this.published = published;
    }

    public Published published() {
        return published;
    }

    /// A piece of reading.
    @FunctionalInterface
    public interface Reader<T> {
        T read(Database.Reading reading, Published published) throws SQLException;
    }

    /// A commit, which readers see as a whole.
    @FunctionalInterface
    public interface Commit {
        void run() throws SQLException;
    }

    /// Reads one moment. A database that fails is a fault.
    public <T> T read(Reader<T> reader) {
        try {
            while (true) {
                var from = database;
                try (var reading = from.read().orElse(null)) {
                    if (reading != null) {
                        var moment = begin(reading, from);
                        if (moment != null) {
                            return reader.read(reading, moment);
                        }
                    } else if (isInUse(from)) {
                        throw new SQLException("the database is closed");
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the view cannot be read", e);
        }
    }

    /// What was published with the snapshot that begins here; null when another database has taken this one's place. The connection was
    /// taken without the lock, since waiting for one must not keep the writer waiting.
    private @Nullable Published begin(Database.Reading reading, Database from) throws SQLException {
        lock.readLock().lock();
        try (var begin = reading.connection().createStatement()) {
            if (!isInUse(from)) {
                return null;
            }
            // The snapshot begins with the first statement.
            begin.execute("SELECT position FROM progress");
            return published;
        } finally {
            lock.readLock().unlock();
        }
    }

    @SuppressWarnings("ReferenceEquality") // A database is itself and no other.
    private boolean isInUse(Database one) {
        return one == database;
    }

    /// Goes on with another database; readings that have begun end on the old one.
    public void exchange(Database nextDatabase, Published next) {
        lock.writeLock().lock();
        try {
            database = nextDatabase;
            published = next;
        } finally {
            lock.writeLock().unlock();
        }
    }

    public void publish(Published next, Commit commit) throws SQLException {
        lock.writeLock().lock();
        try {
            commit.run();
            published = next;
        } finally {
            lock.writeLock().unlock();
        }
    }
}

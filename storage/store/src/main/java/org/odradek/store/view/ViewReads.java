package org.odradek.store.view;

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
        try (var reading = database.read()) {
            Published moment;
            lock.readLock().lock();
            try (var begin = reading.connection().createStatement()) {
                // The snapshot begins with the first statement.
                begin.execute("SELECT position FROM progress");
                moment = published;
            } finally {
                lock.readLock().unlock();
            }
            return reader.read(reading, moment);
        } catch (SQLException e) {
            throw new IllegalStateException("the view cannot be read", e);
        }
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

package org.odradek.sync.server.postgresql;

import org.odradek.sync.server.log.BusyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// So many connections at most, lent to one caller each; the one used last is lent first. Thread-safe.
final class Pool {
    /// Callers that wait for a connection: beyond it they are told to come again, as at the embedded engine.
    private static final int WAITING_MAX = 1024;

    /// So long a caller waits for a connection. Devices give a request some seconds more.
    private static final Duration WAIT = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Pool.class);

    private final int connectionsMax;
    private final Connections connections;
    private final Semaphore places;
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean isClosed;

    Pool(int connectionsMax, Connections connections) {
        this.connectionsMax = connectionsMax;
        this.connections = connections;
        this.places = new Semaphore(connectionsMax, true);
    }

    /// Opens another connection.
    interface Connections {
        Connection open() throws SQLException;
    }

    /// Each one taken is given back or discarded.
    Connection take() throws SQLException {
        if (isClosed || places.getQueueLength() >= WAITING_MAX || !hasPlace()) {
            throw new BusyException(
                    isClosed ? "the database is closed" : "too many wait for the database");
        }
        boolean isTaken = false;
        try {
            var connection = idle.pollFirst();
            if (connection == null) {
                connection = connections.open();
            }
            isTaken = true;
            return connection;
        } finally {
            if (!isTaken) {
                places.release();
            }
        }
    }

    private boolean hasPlace() {
        try {
            return places.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void giveBack(Connection connection) {
        idle.addFirst(connection);
        places.release();
    }

    /// For a connection that has failed; those that wait in the pool have most likely failed with it.
    void discard(Connection connection) {
        closeQuietly(connection);
        closeIdle();
        places.release();
    }

    int waiting() {
        return places.getQueueLength();
    }

    /// Lets what is under way end, then closes every connection.
    void close(Duration wait) {
        isClosed = true;
        try {
            if (!places.tryAcquire(connectionsMax, wait.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("the database is closed while it is still being used");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closeIdle();
    }

    private void closeIdle() {
        for (var one = idle.pollFirst(); one != null; one = idle.pollFirst()) {
            closeQuietly(one);
        }
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("a connection that had failed did not close", e);
        }
    }
}

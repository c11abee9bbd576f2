package org.odradek.sync.server.postgresql;

import org.odradek.sync.server.log.BusyException;
import org.odradek.sync.server.log.table.Sql;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/// A PostgreSQL database, shared by any number of nodes. Work that conflicts with another's, or whose connection fails, is done again
/// from its beginning, so that all work must be such that doing it twice is doing it once. While the database is away everything is
/// answered with [BusyException]; once it is back, so is this. Thread-safe; methods block.
public final class Database implements AutoCloseable {
    /// Of each kind, reading and writing. PostgreSQL serves more at once no faster, and each costs it a process.
    private static final int CONNECTIONS_MAX = 8;

    /// Conflicts end soon: each is somebody else's success.
    private static final int CONFLICTS_MAX = 20;

    /// A restarted database closes all connections: the second try opens a new one, the third is for one that broke meanwhile.
    private static final int LOSSES_MAX = 3;

    /// Between tries after a conflict, times their number.
    private static final Duration CONFLICT_PAUSE = Duration.ofMillis(2);

    /// What was accepted gets so long to end.
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final Address address;
    private final Pool writing;
    private final Pool reading;

    private Database(Address address) {
        this.address = address;
        this.writing = new Pool(CONNECTIONS_MAX, address::connect);
        this.reading = new Pool(CONNECTIONS_MAX, address::connectToRead);
    }

    /// Connects, and makes the tables that are missing. [BusyException] means that the same may well succeed later, any other fault is an
    /// IllegalStateException; the message of both is for the operator.
    ///
    /// @param url `jdbc:postgresql:…`
    public static Database open(String url) {
        var address = new Address(url);
        var database = new Database(address);
        try (var connection = address.connect()) {
            address.warnOfLoss(connection);
            database.transaction(Schema::bringUp, _ -> true);
            return database;
        } catch (SQLException e) {
            database.close();
            throw address.refused(Address.CLOSED, e);
        } catch (BusyException e) {
            database.close();
            throw new BusyException(Address.CLOSED + e.getMessage());
        } catch (IllegalStateException e) {
            database.close();
            throw new IllegalStateException(Address.CLOSED + e.getMessage(), e);
        }
    }

    /// What is done with a connection; it may be done more than once.
    public interface Work<T> {
        T on(Sql sql) throws SQLException;
    }

    /// One statement, committed with it.
    public <T> T statement(Work<T> work) {
        return done(
                writing,
                connection -> {
                    connection.setAutoCommit(true);
                    return work.on(new Sql(connection));
                });
    }

    /// All of it, durably, or nothing.
    ///
    /// @param isKept whether what was done is to stay
    public <T> T transaction(Work<T> work, Predicate<T> isKept) {
        return done(
                writing,
                connection -> {
                    connection.setAutoCommit(false);
                    T result = work.on(new Sql(connection));
                    if (isKept.test(result)) {
                        connection.commit();
                    } else {
                        connection.rollback();
                    }
                    return result;
                });
    }

    /// One statement that only reads.
    public <T> T look(Work<T> work) {
        return done(
                reading,
                connection -> {
                    connection.setAutoCommit(true);
                    return work.on(new Sql(connection));
                });
    }

    /// Reads, all of it as of one moment.
    public <T> T snapshot(Work<T> work) {
        return done(
                reading,
                connection -> {
                    connection.setAutoCommit(false);
                    T result = work.on(new Sql(connection));
                    connection.commit();
                    return result;
                });
    }

    private interface Attempt<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T done(Pool pool, Attempt<T> attempt) {
        int conflicts = 0;
        int losses = 0;
        while (true) {
            var connection = taken(pool);
            boolean isUsable = false;
            try {
                T result = attempt.on(connection);
                isUsable = true;
                return result;
            } catch (SQLException e) {
                isUsable = Failure.of(e) != Failure.LOST && isRolledBack(connection);
                switch (Failure.of(e)) {
                    case CONFLICT -> {
                        if (++conflicts == CONFLICTS_MAX) {
                            throw new IllegalStateException("the database always conflicts", e);
                        }
                    }
                    case LOST -> {
                        LOG.debug("a connection to the database was lost", e);
                        if (++losses == LOSSES_MAX) {
                            throw new BusyException("the database is away");
                        }
                    }
                    case BUSY -> {
                        LOG.warn("the database has no room or time: {}", Address.firstLine(e));
                        throw new BusyException("the database has no room or time");
                    }
                    case FAULT -> throw new IllegalStateException("the database failed", e);
                }
            } catch (RuntimeException e) {
                isUsable = isRolledBack(connection);
                throw e;
            } finally {
                if (isUsable) {
                    pool.giveBack(connection);
                } else {
                    pool.discard(connection);
                }
            }
            LockSupport.parkNanos(conflicts * CONFLICT_PAUSE.toNanos());
        }
    }

    private Connection taken(Pool pool) {
        try {
            return pool.take();
        } catch (SQLException e) {
            address.isAway(e);
            throw new BusyException("the database is away");
        }
    }

    private static boolean isRolledBack(Connection connection) {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            return true;
        } catch (SQLException e) {
            LOG.debug("a connection to the database failed", e);
            return false;
        }
    }

    /// Whether it answers, as far as was seen; one that was away is asked again.
    public boolean isThere() {
        if (!address.isAway()) {
            return true;
        }
        try {
            return snapshot(sql -> sql.first("SELECT 1", row -> row.getInt(1)).isPresent());
        } catch (BusyException e) {
            return false;
        }
    }

    /// How many wait for a connection.
    public int waiting() {
        return writing.waiting() + reading.waiting();
    }

    /// Where it is, and how connections to it are made.
    public Address address() {
        return address;
    }

    @Override
    public void close() {
        writing.close(DRAIN);
        reading.close(DRAIN);
    }
}

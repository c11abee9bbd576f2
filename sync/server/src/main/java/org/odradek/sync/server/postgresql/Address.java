package org.odradek.sync.server.postgresql;

import org.odradek.sync.server.log.BusyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;

/// Where a PostgreSQL database is, and whether it is there. Thread-safe.
public final class Address {
    /// What the driver is told unless the URL says otherwise; see its documentation. A machine that has gone without a word is
    /// noticed; nothing that the server does takes as long as a socket may be silent.
    private static final Properties SETTINGS = new Properties();

    static {
        SETTINGS.setProperty("ApplicationName", "odradek-server");
        SETTINGS.setProperty("connectTimeout", "5");
        SETTINGS.setProperty("socketTimeout", "60");
        SETTINGS.setProperty("tcpKeepAlive", "true");
    }

    /// While the database is away, one caller in this time tries to connect; the others are told at once.
    private static final Duration RETRY = Duration.ofMillis(250);

    private static final long THERE = 0;

    static final String CLOSED = "the database does not open: ";

    private static final Logger LOG = LoggerFactory.getLogger(Address.class);

    private final String url;

    /// When the next try is due, by the nanosecond clock; THERE while it answers.
    private final AtomicLong retryNs = new AtomicLong(THERE);

    Address(String url) {
        this.url = url;
    }

    /// A connection whose commits are durable before they are answered.
    public Connection connect() throws SQLException {
        long due = retryNs.get();
        if (due != THERE && (System.nanoTime() - due < 0 || !retryNs.compareAndSet(due, next()))) {
            throw new BusyException("the database is away");
        }
        var connection = DriverManager.getConnection(url, SETTINGS);
        try (var statement = connection.createStatement()) {
            // Any other value than off waits for the disk at least. Statements are always the same:
            // to plan them anew for each set of
            // values takes longer than to execute them.
            statement.execute(
                    """
                    SELECT set_config(name, value, FALSE)
                    FROM (VALUES ('synchronous_commit', 'on', 'off'), ('plan_cache_mode', 'force_generic_plan', 'auto'))
                         AS wanted (name, value, otherwise)
                    WHERE current_setting(name, TRUE) = otherwise
                    """);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        if (retryNs.getAndSet(THERE) != THERE) {
            LOG.info("the database is there again");
        }
        return connection;
    }

    /// A connection whose transactions only read, all of it as of one moment.
    Connection connectToRead() throws SQLException {
        var connection = connect();
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ,"
                            + " READ ONLY");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /// Notes that it did not answer; says so once.
    public void isAway(SQLException why) {
        if (retryNs.getAndSet(next()) == THERE) {
            LOG.warn("the database is away: {}", why.getMessage());
        }
    }

    boolean isAway() {
        return retryNs.get() != THERE;
    }

    /// What came of the first try, for the operator: [BusyException] when the same may well succeed later, else IllegalStateException.
    ///
    /// @param otherwise begins the latter's message; the reason follows it
    public RuntimeException refused(String otherwise, SQLException why) {
        return Failure.passes(why)
                ? new BusyException(CLOSED + why(why))
                : new IllegalStateException(otherwise + why(why), why);
    }

    /// In one line, without what follows the address in the URL: it may be a password.
    private String why(SQLException failure) {
        return failure.getCause() instanceof UnknownHostException unknown
                ? "there is no host " + unknown.getMessage()
                : firstLine(failure).replace(url, url.replaceFirst("\\?.*", ""));
    }

    static String firstLine(SQLException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    private static long next() {
        long due = System.nanoTime() + RETRY.toNanos();
        return due == THERE ? due + 1 : due;
    }

    /// A database for trying things out may have its forced writes switched off; whoever means it seriously is told.
    void warnOfLoss(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT current_setting('fsync', TRUE)")) {
            if (row.next() && "off".equals(row.getString(1))) {
                LOG.warn(
                        "The database forces nothing to its disk (fsync is off): what was"
                                + " acknowledged is lost when its machine goes down.");
            }
        }
    }
}

package org.odradek.sync.server.log.h2;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.wire.Wire;
import org.odradek.sync.server.log.table.Change;
import org.odradek.sync.server.log.table.Rehearsal;
import org.odradek.sync.server.log.table.Sql;
import org.odradek.sync.server.log.table.Standings;
import org.odradek.sync.server.log.table.TableLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// The embedded engine. Writes go through a forced journal and one thread, reads through a few; see [Writer].
public final class H2AccountLog extends TableLog {
    private static final String URL_PREFIX = "jdbc:h2:file:";

    /// The journal in front carries durability, so that H2 writes seldom and in large chunks. It never compacts a live file: that
    /// has lost data (h2database issue 4247).
    private static final String SETTINGS =
            ";WRITE_DELAY=10000;DB_CLOSE_ON_EXIT=FALSE;QUERY_CACHE_SIZE=64;CACHE_SIZE=65536;MAX_COMPACT_TIME=0";

    private static final Logger LOG = LoggerFactory.getLogger(H2AccountLog.class);

    private final String url;
    private final Writer writer;
    private final Readers readers;
    private final Connection writing;
    private final Bytes secret;

    private H2AccountLog(
            String url, Connection writing, Writer writer, Readers readers, Bytes secret) {
        this.url = url;
        this.writing = writing;
        this.writer = writer;
        this.readers = readers;
        this.secret = secret;
    }

    /// Opens or makes the database.
    ///
    /// @param url       `jdbc:h2:file:…`; one process at a time
    /// @param newSecret 32 random bytes, taken when the database is new
    public static H2AccountLog open(String url, Bytes newSecret, MeterRegistry meters) {
        try {
            var writing = connect(url);
            var secret = prepare(writing, newSecret.ofSize(32, "a server's secret"));
            var journal = replayed(folder(url), writing);
            Rehearsal.append(new Sql(writing));
            writing.rollback();
            var writer = new Writer(writing, journal, new Forces(meters));
            var readers = new Readers(() -> connect(url));
            Gauge.builder("odradek.log.waiting", writer, Writer::waiting).register(meters);
            writer.start();
            return new H2AccountLog(url, writing, writer, readers, secret);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("the server's log does not open: " + e.getMessage(), e);
        }
    }

    /// The folder beside the database file in which the journal stands.
    private static Path folder(String url) {
        var file = url.substring(URL_PREFIX.length());
        int settings = file.indexOf(';');
        return Path.of((settings < 0 ? file : file.substring(0, settings)) + ".journal");
    }

    /// Brings the database up to the journal's end. What was answered is in the journal, whatever H2 has kept of it.
    private static Journal replayed(Path folder, Connection writing)
            throws IOException, SQLException {
        var sql = new Sql(writing);
        var standings = new Standings();
        long applied = Applied.read(sql);
        var journal =
                Journal.open(
                        folder,
                        applied,
                        (number, encoded) -> {
                            try {
                                Change<?> change = Wire.decode(encoded, Change.class);
                                change.apply(sql, standings);
                                standings.write(sql);
                                Applied.write(sql, number);
                            } catch (SQLException e) {
                                throw new IOException(
                                        "change " + number + " of the journal cannot be applied",
                                        e);
                            }
                        });
        writing.commit();
        if (journal.last() > applied) {
            LOG.info("replayed changes {} to {} from the journal", applied + 1, journal.last());
        }
        return journal;
    }

    private static Connection connect(String url) throws SQLException {
        var connection = DriverManager.getConnection(url + SETTINGS, "sa", "");
        connection.setAutoCommit(false);
        return connection;
    }

    private static Bytes prepare(Connection connection, Bytes newSecret) throws SQLException {
        var sql = new Sql(connection);
        Schema.bringUp(sql);
        var secret = Schema.secret(sql, newSecret);
        connection.commit();
        return secret;
    }

    @Override
    public Bytes secret() {
        return secret;
    }

    @Override
    public boolean isHealthy() {
        return !writer.isStopped();
    }

    @Override
    protected <T> T write(Change<T> change) {
        return writer.write(change);
    }

    @Override
    protected <T> T read(Reading<T> reading) {
        return readers.read(reading);
    }

    /// First the database, then the journal: it holds every change that the copy of the database may lack.
    @Override
    public boolean copyTo(Path folder) throws IOException {
        try {
            writer.keepingJournal(() -> LogCopy.write(() -> connect(url), folder(url), folder));
            return true;
        } catch (SQLException e) {
            throw new IOException("the log could not be copied: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        writer.close();
        try {
            readers.close();
            writing.close();
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "the server's log does not close: " + e.getMessage(), e);
        }
    }
}

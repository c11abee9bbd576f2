package org.odradek.sync.server.log.h2;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.odradek.core.entry.AccountId;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.control.ControlRecord;
import org.odradek.sync.protocol.wire.ControlAnswer;
import org.odradek.sync.protocol.wire.Credentials;
import org.odradek.sync.protocol.wire.CredentialsAnswer;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.DeviceHeads.DeviceHead;
import org.odradek.sync.protocol.wire.LostCursor;
import org.odradek.sync.protocol.wire.NewEpoch;
import org.odradek.sync.protocol.wire.Pull;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.protocol.wire.SignUpAnswer;
import org.odradek.sync.protocol.wire.SignedHead;
import org.odradek.sync.protocol.wire.UserName;
import org.odradek.sync.server.log.AccountLog;
import org.odradek.sync.server.log.AppendAnswer;
import org.odradek.sync.server.log.IncomingEntry;
import org.odradek.sync.server.log.LogStatus;
import org.odradek.sync.server.log.TrimAnswer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// The embedded engine. Writes go through one thread in forced groups, reads through a few; see [Writer] for why.
public final class H2AccountLog implements AccountLog {
    /// The file is written at each forced group, never by H2's own timer in between, and never compacted while it is open: that
    /// has lost data (h2database issue 4247).
    private static final String SETTINGS =
            ";WRITE_DELAY=60000;DB_CLOSE_ON_EXIT=FALSE;QUERY_CACHE_SIZE=64;CACHE_SIZE=65536;MAX_COMPACT_TIME=0";

    private static final long SCHEMA_SETTING = 1;
    private static final long SECRET_SETTING = 2;

    private final Writer writer;
    private final Readers readers;
    private final Connection writing;
    private final Bytes secret;

    private H2AccountLog(Connection writing, Writer writer, Readers readers, Bytes secret) {
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
            var durability = new ReentrantReadWriteLock();
            var forces = new Forces(meters);
            forces.force(writing, 1);
            var writer = new Writer(writing, durability.writeLock(), forces);
            var readers = new Readers(() -> connect(url), durability.readLock());
            Gauge.builder("odradek.log.waiting", writer, Writer::waiting).register(meters);
            writer.start();
            return new H2AccountLog(writing, writer, readers, secret);
        } catch (SQLException e) {
            throw new IllegalStateException("the server's log does not open: " + e.getMessage(), e);
        }
    }

    private static Connection connect(String url) throws SQLException {
        var connection = DriverManager.getConnection(url + SETTINGS, "sa", "");
        connection.setAutoCommit(false);
        return connection;
    }

    private static Bytes prepare(Connection connection, Bytes newSecret) throws SQLException {
        var sql = new Sql(connection);
        boolean isNew =
                sql.first(
                                "SELECT 1 FROM information_schema.tables WHERE table_name ="
                                        + " 'SETTING'",
                                row -> row.getInt(1))
                        .isEmpty();
        if (isNew) {
            for (var statement : script("001-log.sql").split(";\n")) {
                sql.update(statement);
            }
            sql.update(
                    "INSERT INTO setting (no, content) VALUES (?, ?)",
                    SCHEMA_SETTING,
                    new byte[] {1});
            sql.update(
                    "INSERT INTO setting (no, content) VALUES (?, ?)",
                    SECRET_SETTING,
                    newSecret.array());
        }
        int schema = setting(sql, SCHEMA_SETTING).array()[0];
        if (schema != 1) {
            throw new SQLException("schema " + schema + " is of a newer version of the server");
        }
        var secret = setting(sql, SECRET_SETTING);
        connection.commit();
        return secret;
    }

    private static Bytes setting(Sql sql, long no) throws SQLException {
        return sql.first(
                        "SELECT content FROM setting WHERE no = ?",
                        row -> new Bytes(row.getBytes(1)),
                        no)
                .orElseThrow();
    }

    private static String script(String name) {
        try (var in = H2AccountLog.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no script " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
    public Optional<AccountId> accountOf(UserName user) {
        return readers.read(sql -> AccountRow.named(sql, user));
    }

    @Override
    public Optional<Credentials> credentials(AccountId account) {
        return readers.read(sql -> AccountRow.credentials(sql, account));
    }

    @Override
    public SignUpAnswer signUp(Credentials credentials, List<ControlRecord> control, long nowMs) {
        return writer.write(sql -> Control.signUp(sql, credentials, control, nowMs));
    }

    @Override
    public CredentialsAnswer changeCredentials(Credentials credentials) {
        return writer.write(sql -> AccountRow.changeCredentials(sql, credentials));
    }

    @Override
    public Optional<LogStatus> status(AccountId account) {
        return readers.read(
                sql -> {
                    var row = AccountRow.find(sql, account);
                    return row.isEmpty() ? Optional.empty() : Optional.of(row.get().status(sql));
                });
    }

    @Override
    public List<Bytes> control(AccountId account, long after) {
        return readers.read(sql -> Control.after(sql, AccountRow.of(sql, account), after));
    }

    @Override
    public ControlAnswer appendControl(AccountId account, List<ControlRecord> records, long nowMs) {
        return writer.write(
                sql -> Control.append(sql, AccountRow.of(sql, account), records, nowMs));
    }

    @Override
    public AppendAnswer append(
            AccountId account, List<IncomingEntry> entries, List<SignedHead> heads, long bytesMax) {
        return writer.write(
                sql ->
                        new Records.Append(sql, AccountRow.of(sql, account), bytesMax)
                                .answer(entries, heads));
    }

    @Override
    public PullAnswer read(AccountId account, Pull pull) {
        return readers.read(sql -> Records.read(sql, AccountRow.of(sql, account), pull));
    }

    @Override
    public List<Cursor> cursors(AccountId account, List<Long> positions) {
        return readers.read(sql -> Cursors.at(sql, AccountRow.of(sql, account), positions));
    }

    @Override
    public NewEpoch beginEpoch(AccountId account, LostCursor lost) {
        return writer.write(sql -> Cursors.beginEpoch(sql, AccountRow.of(sql, account), lost));
    }

    @Override
    public List<DeviceHead> heads(AccountId account) {
        return readers.read(
                sql ->
                        DeviceRow.all(sql, AccountRow.of(sql, account).no()).stream()
                                .filter(row -> row.seq() > 0)
                                .map(row -> new DeviceHead(row.device(), row.seq(), row.hash()))
                                .toList());
    }

    @Override
    public boolean acknowledge(AccountId account, DeviceId device, Cursor upTo, long nowMs) {
        return writer.write(
                sql -> Cursors.acknowledge(sql, AccountRow.of(sql, account), device, upTo, nowMs));
    }

    @Override
    public void attach(AccountId account, DeviceId device, Bytes viewDigest) {
        writer.write(
                sql ->
                        sql.update(
                                "UPDATE device SET view_digest = ? WHERE no = ?",
                                viewDigest.array(),
                                deviceNo(sql, account, device)));
    }

    @Override
    public void seen(AccountId account, DeviceId device, long nowMs) {
        writer.write(
                sql ->
                        sql.update(
                                "UPDATE device SET last_seen_ms = ? WHERE no = ?",
                                nowMs,
                                deviceNo(sql, account, device)));
    }

    private static long deviceNo(Sql sql, AccountId account, DeviceId device) throws SQLException {
        return DeviceRow.of(sql, AccountRow.of(sql, account).no(), device).no();
    }

    @Override
    public List<org.odradek.sync.protocol.connection.Connection> connections(AccountId account) {
        return readers.read(sql -> Cursors.connections(sql, AccountRow.of(sql, account)));
    }

    @Override
    public TrimAnswer trim(AccountId account, long upTo) {
        return writer.write(sql -> Cursors.trim(sql, AccountRow.of(sql, account), upTo));
    }

    @Override
    public boolean purge(AccountId account, EntryId entry, Set<Integer> parts) {
        return writer.write(sql -> Records.purge(sql, AccountRow.of(sql, account), entry, parts));
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

package org.odradek.sync.server.log.h2;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.AccountId;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.clone.CloneAnswer;
import org.odradek.sync.protocol.clone.CloneConfirmed;
import org.odradek.sync.protocol.clone.CloneOffer;
import org.odradek.sync.protocol.clone.HeldClone;
import org.odradek.sync.protocol.connection.ActivateAnswer;
import org.odradek.sync.protocol.connection.ConnectionState;
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
import org.odradek.sync.protocol.wire.Wire;
import org.odradek.sync.server.log.AccountLog;
import org.odradek.sync.server.log.AppendAnswer;
import org.odradek.sync.server.log.Deactivation;
import org.odradek.sync.server.log.DroppedClone;
import org.odradek.sync.server.log.Held;
import org.odradek.sync.server.log.IncomingEntry;
import org.odradek.sync.server.log.LogStatus;
import org.odradek.sync.server.log.TrimAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The embedded engine. Writes go through a forced journal and one thread, reads through a few; see [Writer].
public final class H2AccountLog implements AccountLog {
    private static final String URL_PREFIX = "jdbc:h2:file:";

    /// The journal in front carries durability, so that H2 writes seldom and in large chunks. It never compacts a live file: that
    /// has lost data (h2database issue 4247).
    private static final String SETTINGS =
            ";WRITE_DELAY=10000;DB_CLOSE_ON_EXIT=FALSE;QUERY_CACHE_SIZE=64;CACHE_SIZE=65536;MAX_COMPACT_TIME=0";

    private static final Logger LOG = LoggerFactory.getLogger(H2AccountLog.class);

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
            var journal = replayed(folder(url), writing);
            var writer = new Writer(writing, journal, new Forces(meters));
            var readers = new Readers(() -> connect(url));
            Gauge.builder("odradek.log.waiting", writer, Writer::waiting).register(meters);
            writer.start();
            return new H2AccountLog(writing, writer, readers, secret);
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
        long applied = Applied.read(sql);
        var journal =
                Journal.open(
                        folder,
                        applied,
                        (number, encoded) -> {
                            try {
                                Change<?> change = Wire.decode(encoded, Change.class);
                                change.apply(sql);
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
    public Optional<AccountId> accountOf(UserName user) {
        return readers.read(sql -> AccountRow.named(sql, user));
    }

    @Override
    public Optional<Credentials> credentials(AccountId account) {
        return readers.read(sql -> AccountRow.credentials(sql, account));
    }

    @Override
    public SignUpAnswer signUp(Credentials credentials, List<ControlRecord> control, long nowMs) {
        return writer.write(new Change.SignUp(credentials, encoded(control), nowMs));
    }

    @Override
    public CredentialsAnswer changeCredentials(Credentials credentials) {
        return writer.write(new Change.ChangeCredentials(credentials));
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
        return writer.write(new Change.AppendControl(account, encoded(records), nowMs));
    }

    @Override
    public AppendAnswer append(
            AccountId account, List<IncomingEntry> entries, List<SignedHead> heads, long bytesMax) {
        return writer.write(new Change.Append(account, entries, heads, bytesMax));
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
        return writer.write(new Change.BeginEpoch(account, lost));
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
        return writer.write(new Change.Acknowledge(account, device, upTo, nowMs));
    }

    @Override
    public void attach(AccountId account, DeviceId device, Bytes viewDigest) {
        writer.write(new Change.Attach(account, device, viewDigest));
    }

    @Override
    public void seen(AccountId account, DeviceId device, long nowMs) {
        writer.write(new Change.Seen(account, device, nowMs));
    }

    @Override
    public void visited(AccountId account, DeviceId device, Bytes rhythm, long nowMs) {
        writer.write(
                new Change.Visited(
                        account, device, rhythm.atMost(RHYTHM_BYTES_MAX, "a rhythm"), nowMs));
    }

    @Override
    public Map<DeviceId, Bytes> rhythms(AccountId account) {
        return readers.read(sql -> DeviceRow.rhythms(sql, AccountRow.of(sql, account).no()));
    }

    private static List<Bytes> encoded(List<ControlRecord> records) {
        return records.stream().map(ControlRecord::encode).toList();
    }

    @Override
    public List<org.odradek.sync.protocol.connection.Connection> connections(AccountId account) {
        return readers.read(sql -> Cursors.connections(sql, AccountRow.of(sql, account)));
    }

    @Override
    public ConnectionState state(AccountId account, DeviceId device) {
        return readers.read(
                sql -> DeviceRow.of(sql, AccountRow.of(sql, account).no(), device).state());
    }

    @Override
    public Held heldAfter(AccountId account, long position) {
        return readers.read(sql -> Cursors.heldAfter(sql, AccountRow.of(sql, account), position));
    }

    @Override
    public Deactivation deactivate(AccountId account, DeviceId device, String reason, long nowMs) {
        return writer.write(new Change.Deactivate(account, device, reason, nowMs));
    }

    @Override
    public ActivateAnswer activate(AccountId account, DeviceId device, Cursor at, long nowMs) {
        return writer.write(new Change.Activate(account, device, at, nowMs));
    }

    @Override
    public CloneAnswer offerClone(AccountId account, CloneOffer offer, long nowMs) {
        return writer.write(new Change.OfferClone(account, offer, nowMs));
    }

    @Override
    public List<HeldClone> clones(AccountId account, long nowMs) {
        return readers.read(sql -> ClonesHeld.all(sql, AccountRow.of(sql, account), nowMs));
    }

    @Override
    public CloneConfirmed confirmClone(
            AccountId account, DeviceId device, Bytes clone, long nowMs) {
        return writer.write(new Change.ConfirmClone(account, device, clone, nowMs));
    }

    @Override
    public List<DroppedClone> droppedClones(AccountId account) {
        return readers.read(sql -> CloneRow.dropped(sql, AccountRow.of(sql, account)));
    }

    @Override
    public boolean forgetClone(AccountId account, Bytes clone) {
        return writer.write(new Change.ForgetClone(account, clone));
    }

    @Override
    public TrimAnswer trim(AccountId account, Bytes clone, long nowMs) {
        return writer.write(new Change.TrimCovered(account, clone, nowMs));
    }

    @Override
    public List<AccountId> accounts(@Nullable AccountId after, int countMax) {
        return readers.read(sql -> AccountRow.after(sql, after, countMax));
    }

    @Override
    public boolean purge(AccountId account, EntryId entry, Set<Integer> parts) {
        return writer.write(new Change.Purge(account, entry, parts));
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

package org.odradek.sync.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.odradek.core.entry.EntryId;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.protocol.control.TestAccount;
import org.odradek.sync.protocol.wire.AccountChain;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.LogRecord;
import org.odradek.sync.protocol.wire.Pull;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.protocol.wire.PushAnswer;
import org.odradek.sync.protocol.wire.Wire;
import org.odradek.sync.server.TestCredentials;
import org.odradek.sync.server.TestDevice;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// An account in tables as servers wrote them before records shared a row, of a single entry each or in runs: a row for each record, one
/// for each head, and each device's newest entry in its row. Then what a server of today makes of it.
public final class OldRows {
    private static final long ACCOUNT_NO = 5;

    private final TestAccount account = TestAccount.with(1, 11, 12);
    private final TestDevice desk = new TestDevice(account.account(), 11);
    private final TestDevice laptop = new TestDevice(account.account(), 12);
    private final List<LogRecord> records = new ArrayList<>();
    private final Connection connection;
    private Bytes chain = AccountChain.START;
    private long bytes;

    /// @param connection to a database without any tables but, perhaps, `setting`
    public OldRows(Connection connection) {
        this.connection = connection;
    }

    /// Runs scripts of tables, as they lie beside a class.
    public void script(Class<?> beside, String... names) throws IOException, SQLException {
        for (var name : names) {
            try (var in = beside.getResourceAsStream(name);
                    var statement = connection.createStatement()) {
                var script = Objects.requireNonNull(in).readAllBytes();
                statement.execute(new String(script, StandardCharsets.UTF_8));
            }
        }
    }

    /// Four entries of one device with two heads, the first two in rows of their own and the last two in a run, and between them one of
    /// another.
    public void write() throws SQLException {
        var written = new ArrayList<>(desk.write(4));
        entry(2, 1, written.get(0));
        entry(2, 2, written.get(1));
        head(2, 2, desk.headAt(2));
        entry(3, 1, laptop.write(1).getFirst());
        record(1, new LogRecord.Entry(next(), written.get(2)), written.get(2));
        record(1, new LogRecord.Entry(next(), written.get(3)), written.get(3));
        var hashes = new ByteArrayOutputStream();
        hashes.writeBytes(desk.entries().get(2).header().hash());
        hashes.writeBytes(desk.entries().get(3).header().hash());
        update(
                "INSERT INTO entry (place, position, hash) VALUES (?, ?, ?)",
                place(2, 4),
                next() - 1,
                hashes.toByteArray());
        head(2, 4, desk.head());
        account();
        device(2, desk);
        device(3, laptop);
    }

    private void account() throws SQLException {
        var credentials = TestCredentials.of(account, "maria", 1);
        var control = account.log();
        update(
                """
                INSERT INTO account (no, account, user_name, credentials, epoch, head, chain, next_position, trimmed,
                                     trimmed_chain, held_bytes, records, record_bytes, control_position, control_hash)
                VALUES (?, ?, 'maria', ?, 1, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?)
                """,
                ACCOUNT_NO,
                account.account().bytes(),
                Wire.encode(credentials),
                next() - 1,
                chain.array(),
                next(),
                AccountChain.START.array(),
                bytes,
                (long) records.size(),
                bytes,
                (long) control.size(),
                account.headHash().array());
        for (int i = 0; i < control.size(); i++) {
            update(
                    "INSERT INTO control (place, record) VALUES (?, ?)",
                    place(ACCOUNT_NO, i + 1),
                    control.get(i).array());
        }
    }

    private void device(long no, TestDevice device) throws SQLException {
        update(
                """
                INSERT INTO device (no, account_no, device, seq, hash, state, since_ms, last_seen_ms, acknowledged,
                                    acknowledged_ms)
                VALUES (?, ?, ?, ?, ?, 'ACTIVE', 1, 0, 0, 0)
                """,
                no,
                ACCOUNT_NO,
                device.id().bytes(),
                (long) device.entries().size(),
                device.entries().getLast().header().hash());
    }

    private void entry(long deviceNo, int seq, Bytes sealed) throws SQLException {
        update(
                "INSERT INTO entry (place, position, hash) VALUES (?, ?, ?)",
                place(deviceNo, seq),
                next(),
                IncomingEntry.of(sealed).hash().array());
        record(1, new LogRecord.Entry(next(), sealed), sealed);
    }

    private void head(long deviceNo, int seq, SignedHead head) throws SQLException {
        update("INSERT INTO head (place, position) VALUES (?, ?)", place(deviceNo, seq), next());
        record(2, new LogRecord.Head(next(), head), head.encode());
    }

    private void record(int kind, LogRecord record, Bytes body) throws SQLException {
        chain = AccountChain.next(chain, record);
        bytes += body.size();
        records.add(record);
        update(
                "INSERT INTO record (place, kind, chain, ordinal, total_bytes, body) VALUES (?, ?,"
                        + " ?, ?, ?, ?)",
                place(ACCOUNT_NO, record.position()),
                kind,
                chain.array(),
                (long) records.size(),
                bytes,
                body.array());
    }

    private long next() {
        return records.size() + 1L;
    }

    private static long place(long high, long low) {
        return (high << 40) + low;
    }

    private void update(String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    /// Reads, answers retries, counts, goes on, purges and trims.
    public void assertGoesOnIn(AccountLog log) {
        var head = new Cursor(1, 7, chain);
        assertEquals(records, page(log, Cursor.START).records());
        assertEquals(head, page(log, Cursor.START).next());
        var heads = List.of(AccountLogFixture.headOf(desk), AccountLogFixture.headOf(laptop));
        assertEquals(heads, log.heads(account.account()));
        assertEquals(new Held(7, bytes), log.heldAfter(account.account(), 0));
        assertEquals(1, log.heldAfter(account.account(), 6).records());
        assertEquals(List.of(1L, 2L, 5L, 6L), push(log, desk.headAt(2), desk.head()).positions());
        assertEquals(7, page(log, Cursor.START).records().size());

        desk.write(3);
        assertEquals(List.of(1L, 2L, 5L, 6L, 8L, 9L, 10L), push(log, desk.headAt(3)).positions());

        var all = page(log, Cursor.START);
        assertEquals(11, all.records().size());
        assertEquals(AccountLogFixture.chain(Cursor.START, all.records()), all.next());
        assertTrue(log.purge(account.account(), new EntryId(desk.id(), 3), Set.of(0)));
        var cut = AccountLogFixture.chain(Cursor.START, all.records().subList(0, 9));
        assertTrue(log.acknowledge(account.account(), desk.id(), cut, 1));
        assertTrue(log.acknowledge(account.account(), laptop.id(), cut, 1));
        var clone = CloneContract.clone(desk, cut, 1);
        log.offerClone(account.account(), clone, 2);
        log.confirmClone(account.account(), laptop.id(), clone.name(), 3);
        assertEquals(new TrimAnswer.Trimmed(9), log.trim(account.account(), clone.name(), 4));
        assertEquals(all.records().subList(9, 11), page(log, cut).records());
        long left = log.heldAfter(account.account(), 9).bytes();
        assertEquals(left, log.status(account.account()).orElseThrow().bytes());
    }

    private PushAnswer.Appended push(AccountLog log, SignedHead... heads) {
        var sealed = AccountLogFixture.incoming(AccountLogFixture.encoded(desk));
        var answer = log.append(account.account(), sealed, List.of(heads), 1L << 40);
        return assertInstanceOf(
                PushAnswer.Appended.class,
                assertInstanceOf(AppendAnswer.Answered.class, answer).answer());
    }

    private PullAnswer.Page page(AccountLog log, Cursor after) {
        return assertInstanceOf(
                PullAnswer.Page.class, log.read(account.account(), Pull.after(after)));
    }
}

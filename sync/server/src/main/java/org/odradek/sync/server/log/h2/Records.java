package org.odradek.sync.server.log.h2;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.SealedEntry;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.wire.AccountChain;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.LogRecord;
import org.odradek.sync.protocol.wire.Pull;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.protocol.wire.PushAnswer;
import org.odradek.sync.protocol.wire.SignedHead;
import org.odradek.sync.server.log.AppendAnswer;
import org.odradek.sync.server.log.IncomingEntry;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The account's records in H2: entries and signed heads, chained.
final class Records {
    private static final int ENTRY = 1;
    private static final int HEAD = 2;

    private Records() {}

    /// One append in the making. What it has inserted is taken back with the transaction when it comes to nothing.
    static final class Append {
        private final Sql sql;
        private final long bytesMax;
        private final Map<DeviceId, DeviceRow> devices = new HashMap<>();
        private AccountRow account;

        Append(Sql sql, AccountRow account, long bytesMax) {
            this.sql = sql;
            this.account = account;
            this.bytesMax = bytesMax;
        }

        /// Looks at everything first, so that an answer other than Appended has written nothing.
        AppendAnswer answer(List<IncomingEntry> entries, List<SignedHead> heads)
                throws SQLException {
            var fresh = new ArrayList<IncomingEntry>();
            var freshHash = new HashMap<EntryId, Bytes>();
            for (var entry : entries) {
                var device = device(entry.id().device());
                var wrong = wrong(device, entry, freshHash);
                if (wrong != null) {
                    return new AppendAnswer.Answered(wrong);
                }
                if (entry.id().seq() > device.seq()) {
                    devices.put(device.device(), device.withHead(entry.id().seq(), entry.hash()));
                    freshHash.put(entry.id(), entry.hash());
                    fresh.add(entry);
                }
            }
            for (var head : heads) {
                if (head.seq() > device(head.device()).seq()) {
                    return new AppendAnswer.WrongHead(head.entry());
                }
                var known =
                        Optional.ofNullable(freshHash.get(head.entry()))
                                .or(() -> hashOf(head.entry()));
                if (!known.equals(Optional.of(head.hash()))) {
                    return new AppendAnswer.WrongHead(head.entry());
                }
            }
            long freshBytes = fresh.stream().mapToLong(entry -> entry.sealed().size()).sum();
            if (!fresh.isEmpty() && account.heldBytes() + freshBytes > bytesMax) {
                return new AppendAnswer.Full(bytesMax);
            }
            return write(entries, fresh, heads);
        }

        private @Nullable PushAnswer wrong(
                DeviceRow device, IncomingEntry entry, Map<EntryId, Bytes> freshHash)
                throws SQLException {
            var id = entry.id();
            if (id.seq() <= device.seq()) {
                var there =
                        Optional.ofNullable(freshHash.get(id)).or(() -> hashOf(id)).orElseThrow();
                return there.equals(entry.hash()) ? null : new PushAnswer.Diverged(id, there);
            }
            if (id.seq() > device.seq() + 1) {
                return new PushAnswer.Missing(id.device(), device.seq() + 1);
            }
            return entry.previousHash().equals(device.hash())
                    ? null
                    : new PushAnswer.Diverged(id, device.hash());
        }

        private AppendAnswer write(
                List<IncomingEntry> entries, List<IncomingEntry> fresh, List<SignedHead> heads)
                throws SQLException {
            for (var entry : fresh) {
                long position = insert(ENTRY, entry.hash(), entry.sealed());
                sql.update(
                        "INSERT INTO entry (place, position, hash) VALUES (?, ?, ?)",
                        place(entry.id()),
                        position,
                        entry.hash().array());
            }
            for (var head : heads) {
                if (sql.first(
                                "SELECT position FROM head WHERE place = ?",
                                row -> row.getLong(1),
                                place(head.entry()))
                        .isEmpty()) {
                    long position = insert(HEAD, AccountChain.recordHash(head), head.encode());
                    sql.update(
                            "INSERT INTO head (place, position) VALUES (?, ?)",
                            place(head.entry()),
                            position);
                }
            }
            for (var device : devices.values()) {
                device.moveHead(sql, device.seq(), device.hash());
            }
            account.update(sql);
            var positions = new ArrayList<Long>();
            for (var entry : entries) {
                positions.add(positionOf(entry.id()));
            }
            return new AppendAnswer.Answered(new PushAnswer.Appended(positions, account.cursor()));
        }

        private long insert(int kind, Bytes recordHash, Bytes body) throws SQLException {
            long position = account.nextPosition();
            var chain = AccountChain.next(account.chain(), position, recordHash);
            account = account.appended(position, chain, body.size());
            sql.update(
                    """
                    INSERT INTO record (place, kind, chain, ordinal, total_bytes, body) VALUES (?, ?, ?, ?, ?, ?)
                    """,
                    Keys.place(account.no(), position),
                    kind,
                    chain.array(),
                    account.records(),
                    account.recordBytes(),
                    body.array());
            return position;
        }

        private DeviceRow device(DeviceId id) throws SQLException {
            var known = devices.get(id);
            if (known == null) {
                known = DeviceRow.of(sql, account.no(), id);
                devices.put(id, known);
            }
            return known;
        }

        private long place(EntryId entry) throws SQLException {
            return Keys.place(device(entry.device()).no(), entry.seq());
        }

        private Optional<Bytes> hashOf(EntryId entry) {
            try {
                return sql.first(
                        "SELECT hash FROM entry WHERE place = ?",
                        row -> new Bytes(row.getBytes(1)),
                        place(entry));
            } catch (SQLException e) {
                throw new IllegalStateException("the entry's hash could not be read", e);
            }
        }

        private long positionOf(EntryId entry) throws SQLException {
            return sql.first(
                            "SELECT position FROM entry WHERE place = ?",
                            row -> row.getLong(1),
                            place(entry))
                    .orElseThrow();
        }
    }

    static PullAnswer read(Sql sql, AccountRow account, Pull pull) throws SQLException {
        var after = pull.after();
        if (after.position() < account.trimmed()) {
            return new PullAnswer.Trimmed(account.trimmed());
        }
        if (!chainAt(sql, account, after.position()).equals(Optional.of(after.hash()))) {
            return new PullAnswer.CursorDiffers(account.cursor());
        }
        var records = new ArrayList<LogRecord>();
        var next = new Cursor(account.epoch(), after.position(), after.hash());
        try (var statement =
                        sql.prepared(
                                """
                                SELECT place, kind, chain, body FROM record
                                WHERE place > ? AND place <= ? ORDER BY place FETCH FIRST ? ROWS ONLY
                                """,
                                Keys.place(account.no(), after.position()),
                                Keys.place(account.no(), account.head()),
                                pull.recordsMax());
                var rows = statement.executeQuery()) {
            long bytes = 0;
            while (rows.next()) {
                var body = new Bytes(rows.getBytes(4));
                bytes += body.size();
                if (bytes > pull.bytesMax() && !records.isEmpty()) {
                    break;
                }
                long position = Keys.low(rows.getLong(1));
                records.add(record(rows.getInt(2), position, body));
                next = new Cursor(account.epoch(), position, new Bytes(rows.getBytes(3)));
            }
        }
        return new PullAnswer.Page(records, next, account.head(), account.controlPosition());
    }

    private static LogRecord record(int kind, long position, Bytes body) {
        return switch (kind) {
            case ENTRY -> new LogRecord.Entry(position, body);
            case HEAD -> new LogRecord.Head(position, SignedHead.decode(body));
            default -> throw new IllegalStateException("a record of kind " + kind);
        };
    }

    /// The chain's hash at a position, where the log has a record, where it was trimmed, and at 0.
    static Optional<Bytes> chainAt(Sql sql, AccountRow account, long position) throws SQLException {
        if (position == account.trimmed()) {
            return Optional.of(account.trimmedChain());
        }
        if (position == 0) {
            return Optional.of(AccountChain.START);
        }
        return position > account.head()
                ? Optional.empty()
                : sql.first(
                        "SELECT chain FROM record WHERE place = ?",
                        row -> new Bytes(row.getBytes(1)),
                        Keys.place(account.no(), position));
    }

    static boolean purge(Sql sql, AccountRow account, EntryId id, Set<Integer> numbers)
            throws SQLException {
        var device = DeviceRow.of(sql, account.no(), id.device());
        var position =
                sql.first(
                        "SELECT position FROM entry WHERE place = ?",
                        row -> row.getLong(1),
                        Keys.place(device.no(), id.seq()));
        if (position.isEmpty()) {
            return false;
        }
        long place = Keys.place(account.no(), position.get());
        var body =
                sql.first("SELECT body FROM record WHERE place = ?", row -> row.getBytes(1), place);
        if (body.isEmpty()) {
            return false;
        }
        var purged = without(SealedEntry.decode(body.get()), numbers);
        sql.update("UPDATE record SET body = ? WHERE place = ?", purged, place);
        sql.update(
                "UPDATE account SET held_bytes = held_bytes - ? WHERE no = ?",
                body.get().length - purged.length,
                account.no());
        return true;
    }

    // The null elements of a part list, declared where it is, do not come through the class file to
    // the checker.
    @SuppressWarnings("NullAway")
    private static byte[] without(SealedEntry entry, Set<Integer> numbers) {
        var parts = new ArrayList<byte[]>(entry.parts());
        numbers.stream()
                .filter(number -> number >= 0 && number < parts.size())
                .forEach(number -> parts.set(number, null));
        return new SealedEntry(entry.header(), entry.causal(), parts).encode();
    }
}

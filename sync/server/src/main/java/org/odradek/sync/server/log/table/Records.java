package org.odradek.sync.server.log.table;

import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.SealedEntry;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.wire.AccountChain;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.LogRecord;
import org.odradek.sync.protocol.wire.Pull;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.protocol.wire.SignedHead;
import org.odradek.sync.server.log.AppendAnswer;
import org.odradek.sync.server.log.IncomingEntry;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The account's records in tables: entries and signed heads, chained.
final class Records {
    static final int ENTRY = 1;
    static final int HEAD = 2;

    private Records() {}

    static AppendAnswer append(
            Sql sql,
            AccountRow account,
            List<IncomingEntry> entries,
            List<SignedHead> heads,
            long bytesMax)
            throws SQLException {
        var plan = AppendPlan.of(account, new Past(sql, account), entries, heads, bytesMax);
        return switch (plan) {
            case AppendPlan.Answered(var answer) -> answer;
            case AppendPlan.Write write -> {
                write(sql, write);
                yield new AppendAnswer.Answered(write.answer());
            }
        };
    }

    private static void write(Sql sql, AppendPlan.Write plan) throws SQLException {
        sql.insert(
                "INSERT INTO record (place, kind, chain, ordinal, total_bytes, body) VALUES ",
                rows(
                        plan.records(),
                        record ->
                                new Object[] {
                                    record.place(),
                                    record.kind(),
                                    record.chain().array(),
                                    record.ordinal(),
                                    record.totalBytes(),
                                    record.body().array()
                                }));
        sql.insert(
                "INSERT INTO entry (place, position, hash) VALUES ",
                rows(
                        plan.entries(),
                        run -> new Object[] {run.place(), run.position(), run.hashes().array()}));
        sql.insert(
                "INSERT INTO head (place, position) VALUES ",
                rows(plan.heads(), head -> new Object[] {head.place(), head.position()}));
        for (var device : plan.devices()) {
            device.moveHead(sql, device.seq(), device.hash());
        }
        plan.after().update(sql);
    }

    private static <T> List<Object[]> rows(List<T> rows, Function<T, Object[]> values) {
        return rows.stream().map(values).toList();
    }

    /// Looks at each thing when it is asked for.
    private record Past(Sql sql, AccountRow account) implements AppendPlan.Past {
        @Override
        public DeviceRow device(DeviceId device) throws SQLException {
            return DeviceRow.of(sql, account.no(), device);
        }

        @Override
        public Optional<AppendPlan.Known> entry(long place) throws SQLException {
            return Records.entry(sql, place);
        }

        @Override
        public boolean holdsHead(long place) throws SQLException {
            return sql.first(
                            "SELECT position FROM head WHERE place = ?",
                            row -> row.getLong(1),
                            place)
                    .isPresent();
        }
    }

    private static Optional<AppendPlan.Known> entry(Sql sql, long place) throws SQLException {
        var run =
                sql.first(
                        "SELECT place, position, hash FROM entry WHERE place >= ? ORDER BY place"
                                + " FETCH FIRST 1 ROW ONLY",
                        EntryRun::read,
                        place);
        return run.isEmpty() ? Optional.empty() : run.get().at(place);
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
        var there = entry(sql, Keys.place(device.no(), id.seq()));
        if (there.isEmpty()) {
            return false;
        }
        long place = Keys.place(account.no(), there.get().position());
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

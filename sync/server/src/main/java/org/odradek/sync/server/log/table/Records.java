package org.odradek.sync.server.log.table;

import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.SealedEntry;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.protocol.wire.AccountChain;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.LogRecord;
import org.odradek.sync.protocol.wire.Pull;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.server.log.AppendAnswer;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The account's records in tables: entries and signed heads, chained.
final class Records {
    /// Of the rows for a page, how many are read at first; if that is not enough, twice as many after them, and so on. A row may hold a
    /// single record, or so many that a few fill a page.
    private static final int ROWS_FIRST = 8;

    /// Every row may hold a record of a megabyte. Before more of them are read, it is looked how many the page has room for.
    private static final int ROWS_UNSEEN_MAX = 32;

    private Records() {}

    /// What it comes to is planned, see [Standings#write].
    static AppendAnswer append(Sql sql, Standings standings, Change.Append append)
            throws SQLException {
        var standing = standings.take(sql, append.account());
        var plan =
                AppendPlan.of(
                        standing.account(),
                        new Past(sql, standing),
                        append.entries(),
                        append.heads(),
                        append.bytesMax());
        return switch (plan) {
            case AppendPlan.Answered(var answer) -> {
                standings.keep(standing);
                yield answer;
            }
            case AppendPlan.Write write -> {
                standings.plan(standing.after(write), write);
                yield new AppendAnswer.Answered(write.answer());
            }
        };
    }

    /// Puts what appends have come to into the tables, in their order.
    static void write(Sql sql, List<AppendPlan.Write> plans) throws SQLException {
        sql.insert(
                "INSERT INTO record (place, kind, chain, ordinal, total_bytes, body) VALUES ",
                rows(
                        plans,
                        AppendPlan.Write::records,
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
                        plans,
                        AppendPlan.Write::entries,
                        run -> new Object[] {run.place(), run.position(), run.hashes().array()}));
        sql.insert(
                "INSERT INTO head (place, position) VALUES ",
                rows(
                        plans,
                        AppendPlan.Write::heads,
                        head -> new Object[] {head.place(), head.position()}));
        var accounts = new LinkedHashMap<Long, AccountRow>();
        plans.forEach(plan -> accounts.put(plan.after().no(), plan.after()));
        for (var account : accounts.values()) {
            account.update(sql);
        }
    }

    private static <T> List<Object[]> rows(
            List<AppendPlan.Write> plans,
            Function<AppendPlan.Write, List<T>> rows,
            Function<T, Object[]> values) {
        var all = new ArrayList<Object[]>();
        for (var plan : plans) {
            rows.apply(plan).forEach(row -> all.add(values.apply(row)));
        }
        return all;
    }

    /// Looks at each thing when it is asked for.
    private record Past(Sql sql, Standing standing) implements AppendPlan.Past {
        @Override
        public DeviceTip device(DeviceId device) {
            return standing.device(device);
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

    /// What is kept of the entry at a place of [Keys].
    static Optional<AppendPlan.Known> entry(Sql sql, long place) throws SQLException {
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
        return page(sql, account, pull);
    }

    private static PullAnswer page(Sql sql, AccountRow account, Pull pull) throws SQLException {
        var records = new ArrayList<LogRecord>();
        var next = new Cursor(account.epoch(), pull.after().position(), pull.after().hash());
        long bytes = 0;
        long total = 0;
        int rowsMax = ROWS_FIRST;
        int wanted;
        List<RecordRow> rows;
        do {
            wanted =
                    rowsMax > ROWS_UNSEEN_MAX
                            ? fitting(sql, account, next, rowsMax, total + pull.bytesMax() - bytes)
                            : rowsMax;
            rows = rowsAfter(sql, account, next.position(), wanted);
            for (var row : rows) {
                for (var record : row.records()) {
                    if (record.position() <= next.position()) {
                        continue;
                    }
                    bytes += record.sizeBytes();
                    if (records.size() == pull.recordsMax()
                            || bytes > pull.bytesMax() && !records.isEmpty()) {
                        return page(account, records, next);
                    }
                    records.add(record(record.kind(), record.position(), row.body(record)));
                    next = new Cursor(account.epoch(), record.position(), record.chain());
                    total = record.totalBytes();
                }
            }
            rowsMax *= 2;
        } while (rows.size() == wanted);
        return page(account, records, next);
    }

    /// How many of so many rows come up to this many bytes of all that the log ever held, and the one behind them.
    private static int fitting(Sql sql, AccountRow account, Cursor after, int rowsMax, long upTo)
            throws SQLException {
        return sql.first(
                        """
                        SELECT COUNT(*) FROM (SELECT total_bytes FROM record WHERE place > ? AND place <= ?
                                              ORDER BY place FETCH FIRST ? ROWS ONLY) AS coming
                        WHERE total_bytes <= ?
                        """,
                        row -> 1 + row.getInt(1),
                        Keys.place(account.no(), after.position()),
                        Keys.place(account.no(), account.head()),
                        rowsMax - 1,
                        upTo)
                .orElseThrow();
    }

    private static PullAnswer page(AccountRow account, List<LogRecord> records, Cursor next) {
        return new PullAnswer.Page(records, next, account.head(), account.controlPosition());
    }

    static List<RecordRow> rowsAfter(Sql sql, AccountRow account, long position, int rowsMax)
            throws SQLException {
        return sql.list(
                """
                SELECT place, kind, chain, ordinal, total_bytes, body FROM record
                WHERE place > ? AND place <= ? ORDER BY place FETCH FIRST ? ROWS ONLY
                """,
                RecordRow::read,
                Keys.place(account.no(), position),
                Keys.place(account.no(), account.head()),
                rowsMax);
    }

    private static LogRecord record(int kind, long position, Bytes body) {
        return switch (kind) {
            case RecordRow.ENTRY -> new LogRecord.Entry(position, body);
            case RecordRow.HEAD -> new LogRecord.Head(position, SignedHead.decode(body));
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
                : at(sql, account, position).map(RecordRow.Kept::chain);
    }

    /// The record at a position, if there is one.
    static Optional<RecordRow.Kept> at(Sql sql, AccountRow account, long position)
            throws SQLException {
        return sql.first(
                        """
                        SELECT place, kind, chain, ordinal, total_bytes,
                               CASE WHEN kind < 0 THEN SUBSTRING(body FROM 1 FOR kind * -41) ELSE body END
                        FROM record WHERE place >= ? AND place <= ? ORDER BY place FETCH FIRST 1 ROW ONLY
                        """,
                        RecordRow::read,
                        Keys.place(account.no(), position),
                        Keys.place(account.no(), account.head()))
                .flatMap(row -> row.at(position));
    }

    static boolean purge(Sql sql, AccountRow account, EntryId id, Set<Integer> numbers)
            throws SQLException {
        var device = DeviceRow.of(sql, account.no(), id.device());
        var entry = entry(sql, Keys.place(device.no(), id.seq()));
        if (entry.isEmpty() || entry.get().position() <= account.trimmed()) {
            return false;
        }
        long position = entry.get().position();
        var row = rowsAfter(sql, account, position - 1, 1).getFirst();
        var record = row.at(position).orElseThrow();
        var body = without(SealedEntry.decode(row.body(record).array()), numbers);
        row.with(record, new Bytes(body)).update(sql);
        sql.update(
                "UPDATE account SET held_bytes = held_bytes - ? WHERE no = ?",
                record.sizeBytes() - body.length,
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

package org.odradek.sync.server.log.table;

import org.odradek.core.entry.DeviceId;
import org.odradek.sync.protocol.connection.Connection;
import org.odradek.sync.protocol.connection.ConnectionState;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.LostCursor;
import org.odradek.sync.protocol.wire.NewEpoch;
import org.odradek.sync.protocol.wire.WireBounds;
import org.odradek.sync.server.log.Held;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Cursors in tables: who has acknowledged what, what is held for them, and what may go.
final class Cursors {
    /// An epoch begins with a server's setback; a million of them are none.
    private static final long EPOCH_MAX = 1_000_000;

    private Cursors() {}

    static List<Cursor> at(Sql sql, AccountRow account, List<Long> positions) throws SQLException {
        var cursors = new ArrayList<Cursor>();
        for (long position : positions) {
            if (position >= 0) {
                Records.chainAt(sql, account, position)
                        .ifPresent(
                                hash -> cursors.add(new Cursor(account.epoch(), position, hash)));
            }
        }
        return cursors;
    }

    static boolean isHere(Sql sql, AccountRow account, Cursor cursor) throws SQLException {
        return Records.chainAt(sql, account, cursor.position()).equals(Optional.of(cursor.hash()));
    }

    static NewEpoch beginEpoch(Sql sql, AccountRow account, LostCursor lost) throws SQLException {
        var seen = lost.seen();
        var common = lost.common();
        if (isHere(sql, account, seen)) {
            return new NewEpoch.NotLost(new Cursor(account.epoch(), seen.position(), seen.hash()));
        }
        if (!isHere(sql, account, common)) {
            return new NewEpoch.NotCommon();
        }
        long epoch = Math.max(account.epoch(), seen.epoch()) + 1;
        long next = Math.max(account.nextPosition(), seen.position() + 1);
        if (seen.epoch() > EPOCH_MAX || next > WireBounds.POSITION_MAX / 2) {
            // No server ever was there: such a claim would use up the numbering.
            return new NewEpoch.NotCommon();
        }
        account.inEpoch(epoch, next).update(sql);
        return new NewEpoch.Begun(new Cursor(epoch, common.position(), common.hash()));
    }

    static boolean acknowledge(Sql sql, AccountRow account, DeviceId id, Cursor upTo, long nowMs)
            throws SQLException {
        if (upTo.position() < account.trimmed() || !isHere(sql, account, upTo)) {
            return false;
        }
        var device = DeviceRow.of(sql, account.no(), id);
        if (upTo.position() > device.acknowledged()) {
            sql.update(
                    "UPDATE device SET acknowledged = ?, acknowledged_ms = ?, last_seen_ms = ?"
                            + " WHERE no = ?",
                    upTo.position(),
                    nowMs,
                    nowMs,
                    device.no());
        }
        return true;
    }

    static List<Connection> connections(Sql sql, AccountRow account) throws SQLException {
        var connections = new ArrayList<Connection>();
        for (var device : DeviceRow.all(sql, account.no())) {
            var held =
                    device.state() == ConnectionState.ACTIVE
                            ? heldAfter(sql, account, device.acknowledged())
                            : new Held(0, 0);
            connections.add(device.connection(held.records(), held.bytes()));
        }
        return connections;
    }

    static Held heldAfter(Sql sql, AccountRow account, long position) throws SQLException {
        var before = before(sql, account, position);
        return new Held(
                account.records() - before.records(), account.recordBytes() - before.bytes());
    }

    /// How much there had been up to a position; it is kept with each record, so that nothing needs to be counted. What was dropped
    /// counts as having been before every position.
    private static Held before(Sql sql, AccountRow account, long position) throws SQLException {
        var last = lastUpTo(sql, account, position);
        if (last.isPresent()) {
            return new Held(last.get().ordinal(), last.get().totalBytes());
        }
        return Records.rowsAfter(sql, account, 0, 1).stream()
                .map(row -> row.records().getFirst())
                .map(first -> new Held(first.ordinal() - 1, first.totalBytes() - first.cameBytes()))
                .findFirst()
                .orElse(new Held(account.records(), account.recordBytes()));
    }

    /// The last record up to a position, if there is one.
    private static Optional<RecordRow.Kept> lastUpTo(Sql sql, AccountRow account, long position)
            throws SQLException {
        var there = Records.at(sql, account, position);
        return there.isPresent()
                ? there
                : sql.first(
                                """
                                SELECT place, kind, chain, ordinal, total_bytes, body FROM record
                                WHERE place > ? AND place <= ? ORDER BY place DESC FETCH FIRST 1 ROW ONLY
                                """,
                                RecordRow::read,
                                Keys.place(account.no(), 0),
                                Keys.place(account.no(), position))
                        .map(row -> row.records().getLast());
    }

    /// Drops records up to a position; answers where the log begins then.
    static long drop(Sql sql, AccountRow account, long upTo) throws SQLException {
        var last = lastUpTo(sql, account, Math.min(upTo, account.head()));
        if (last.isEmpty()) {
            return account.trimmed();
        }
        long position = last.get().position();
        long from = Keys.place(account.no(), account.trimmed());
        long to = Keys.place(account.no(), position);
        long dropped =
                sql.first(
                                """
                                SELECT COALESCE(SUM(OCTET_LENGTH(body) - CASE WHEN kind < 0 THEN kind * -41 ELSE 0 END), 0)
                                FROM record WHERE place > ? AND place <= ?
                                """,
                                row -> row.getLong(1),
                                from,
                                to)
                        .orElse(0L);
        sql.update("DELETE FROM record WHERE place > ? AND place <= ?", from, to);
        for (var row : Records.rowsAfter(sql, account, position, 1)) {
            var rest = row.after(position);
            dropped += row.heldBytes() - rest.heldBytes();
            if (!rest.equals(row)) {
                rest.update(sql);
            }
        }
        account.trimmed(position, last.get().chain(), dropped).update(sql);
        return position;
    }
}

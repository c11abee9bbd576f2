package org.odradek.sync.server.log.postgresql;

import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.server.log.table.AppendPlan;
import org.odradek.sync.server.log.table.EntryRun;
import org.odradek.sync.server.log.table.Sql;

import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/// One append as one statement: the account's row moves on if it is still where the plan found it, and only then is anything inserted.
/// Every change that a plan rests on shows in that row: other appends and new epochs move the chain or the next position, trims and
/// purges what is held, enrolments and revocations the control log.
final class AppendStatement {
    private static final String SQL =
            """
            WITH moved AS (
                UPDATE account SET head = ?, chain = ?, next_position = ?, held_bytes = ?, records = ?, record_bytes = ?
                WHERE no = ? AND epoch = ? AND chain = ? AND next_position = ? AND trimmed = ? AND held_bytes = ?
                  AND control_position = ?
                RETURNING no
            ), recorded AS (
                INSERT INTO record (place, ordinal, total_bytes, kind, chain, body)
                SELECT r.place, r.ordinal, r.total_bytes, r.kind, r.chain, r.body
                FROM moved, unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::smallint[], ?::bytea[], ?::bytea[])
                            AS r (place, ordinal, total_bytes, kind, chain, body)
            ), entered AS (
                INSERT INTO entry (place, position, hash)
                SELECT e.place, e.position, e.hash
                FROM moved, unnest(?::bigint[], ?::bigint[], ?::bytea[]) AS e (place, position, hash)
            ), headed AS (
                INSERT INTO head (place, position)
                SELECT h.place, h.position
                FROM moved, unnest(?::bigint[], ?::bigint[]) AS h (place, position)
            ), stepped AS (
                UPDATE device SET seq = d.seq, hash = d.hash
                FROM moved, unnest(?::bigint[], ?::bigint[], ?::bytea[]) AS d (no, seq, hash)
                WHERE device.no = d.no
            )
            SELECT count(*) FROM moved
            """;

    private AppendStatement() {}

    /// Writes all of it and answers true, or nothing when the account is not where the plan found it.
    static boolean isWritten(Sql sql, AppendPlan.Write plan) throws SQLException {
        var before = plan.before();
        var after = plan.after();
        var records = plan.records();
        var entries = plan.entries();
        var heads = plan.heads();
        var devices = plan.devices();
        return sql.first(
                        SQL,
                        row -> row.getLong(1) == 1,
                        after.head(),
                        after.chain().array(),
                        after.nextPosition(),
                        after.heldBytes(),
                        after.records(),
                        after.recordBytes(),
                        before.no(),
                        before.epoch(),
                        before.chain().array(),
                        before.nextPosition(),
                        before.trimmed(),
                        before.heldBytes(),
                        before.controlPosition(),
                        numbers(records, AppendPlan.NewRecord::place),
                        numbers(records, AppendPlan.NewRecord::ordinal),
                        numbers(records, AppendPlan.NewRecord::totalBytes),
                        kinds(records),
                        bytes(records, AppendPlan.NewRecord::chain),
                        bytes(records, AppendPlan.NewRecord::body),
                        numbers(entries, EntryRun::place),
                        numbers(entries, EntryRun::position),
                        bytes(entries, EntryRun::hashes),
                        numbers(heads, AppendPlan.NewHead::place),
                        numbers(heads, AppendPlan.NewHead::position),
                        numbers(devices, device -> device.no()),
                        numbers(devices, device -> device.seq()),
                        bytes(devices, device -> device.hash()))
                .orElse(false);
    }

    private static <T> long[] numbers(List<T> rows, Function<T, Long> column) {
        return rows.stream().mapToLong(column::apply).toArray();
    }

    private static <T> byte[][] bytes(List<T> rows, Function<T, Bytes> column) {
        return rows.stream().map(row -> column.apply(row).array()).toArray(byte[][]::new);
    }

    private static short[] kinds(List<AppendPlan.NewRecord> records) {
        var kinds = new short[records.size()];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = (short) records.get(i).kind();
        }
        return kinds;
    }
}

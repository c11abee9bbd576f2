package org.odradek.sync.server.log.postgresql;

import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.server.log.table.AppendPlan;
import org.odradek.sync.server.log.table.EntryRun;
import org.odradek.sync.server.log.table.RecordRow;
import org.odradek.sync.server.log.table.Sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// One append as one statement: the account's row moves on if it is still where the plan found it, and only then is anything inserted.
/// Every change that a plan rests on shows in that row: other appends and new epochs move the chain or the next position, trims and
/// purges what is held, enrolments and revocations the control log.
final class AppendStatement {
    private static final String MOVED =
            """
            WITH moved AS (
                UPDATE account SET head = ?, chain = ?, next_position = ?, held_bytes = ?, records = ?, record_bytes = ?
                WHERE no = ? AND epoch = ? AND chain = ? AND next_position = ? AND trimmed = ? AND held_bytes = ?
                  AND control_position = ?
                RETURNING no
            ), recorded AS (
                INSERT INTO record (place, ordinal, total_bytes, kind, chain, body)
            """;

    /// A row of records and a row of their entries, as most appends come to: with arrays it takes PostgreSQL about a third longer.
    private static final String OF_SINGLE_ROWS =
            MOVED
                    + """
                        SELECT ?::bigint, ?::bigint, ?::bigint, ?::smallint, ?::bytea, ?::bytea FROM moved
                    )
                    INSERT INTO entry (place, position, hash) SELECT ?::bigint, ?::bigint, ?::bytea FROM moved
                    """;

    private static final String OF_ANY_ROWS =
            MOVED
                    + """
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
                    )
                    SELECT count(*) FROM moved
                    """;

    private AppendStatement() {}

    /// Writes all of it and answers true, or nothing when the account is not where the plan found it.
    static boolean isWritten(Sql sql, AppendPlan.Write plan) throws SQLException {
        var values = new ArrayList<>(moved(plan));
        if (plan.records().size() == 1 && plan.entries().size() == 1 && plan.heads().isEmpty()) {
            values.addAll(row(plan.records().getFirst()));
            values.addAll(row(plan.entries().getFirst()));
            return sql.update(OF_SINGLE_ROWS, values.toArray()) == 1;
        }
        values.addAll(rows(plan));
        return sql.first(OF_ANY_ROWS, row -> row.getLong(1) == 1, values.toArray()).orElse(false);
    }

    private static List<Object> moved(AppendPlan.Write plan) {
        var before = plan.before();
        var after = plan.after();
        return List.of(
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
                before.controlPosition());
    }

    private static List<Object> row(RecordRow row) {
        return List.of(
                row.place(),
                row.ordinal(),
                row.totalBytes(),
                row.kind(),
                row.chain().array(),
                row.body().array());
    }

    private static List<Object> row(EntryRun run) {
        return List.of(run.place(), run.position(), run.hashes().array());
    }

    private static List<Object> rows(AppendPlan.Write plan) {
        var records = plan.records();
        var entries = plan.entries();
        var heads = plan.heads();
        return List.of(
                numbers(records, RecordRow::place),
                numbers(records, RecordRow::ordinal),
                numbers(records, RecordRow::totalBytes),
                kinds(records),
                bytes(records, RecordRow::chain),
                bytes(records, RecordRow::body),
                numbers(entries, EntryRun::place),
                numbers(entries, EntryRun::position),
                bytes(entries, EntryRun::hashes),
                numbers(heads, AppendPlan.NewHead::place),
                numbers(heads, AppendPlan.NewHead::position));
    }

    private static <T> long[] numbers(List<T> rows, Function<T, Long> column) {
        return rows.stream().mapToLong(column::apply).toArray();
    }

    private static <T> byte[][] bytes(List<T> rows, Function<T, Bytes> column) {
        return rows.stream().map(row -> column.apply(row).array()).toArray(byte[][]::new);
    }

    private static short[] kinds(List<RecordRow> records) {
        var kinds = new short[records.size()];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = (short) records.get(i).kind();
        }
        return kinds;
    }
}

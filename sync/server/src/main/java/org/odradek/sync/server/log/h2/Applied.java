package org.odradek.sync.server.log.h2;

import org.odradek.sync.server.log.table.Sql;

import java.nio.ByteBuffer;
import java.sql.SQLException;

/// The number of the journal's newest change that the database holds; it changes in the same transaction.
final class Applied {
    private static final long SETTING = 3;

    private Applied() {}

    static long read(Sql sql) throws SQLException {
        return sql.first(
                        "SELECT content FROM setting WHERE no = ?",
                        row -> ByteBuffer.wrap(row.getBytes(1)).getLong(),
                        SETTING)
                .orElse(0L);
    }

    static void write(Sql sql, long number) throws SQLException {
        sql.update(
                "MERGE INTO setting (no, content) KEY (no) VALUES (?, ?)",
                SETTING,
                ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }
}

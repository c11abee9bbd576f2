package org.odradek.store.snapshot;

import org.odradek.core.cbor.CborReader;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Consumer;

/// Packs the rows of a view in the order of use: what lists need, then states and texts, then what merging needs. A piece ends where keys pass
/// a round number, so that a changed row changes one piece and the next clone shares the others. Reads with one connection, in one moment.
public final class ViewDump {
    /// Rows of so many keys are one piece, unless they are too large for it.
    private static final int KEYS_A_PIECE = 8_192;

    /// H2 gathers an answer before it gives the first row.
    private static final int ROWS_AT_ONCE = 200;

    private static final String CONTENT =
            """
            SELECT s.key, s.state, s.text_print IS NOT NULL, b.directory
            FROM item_state s LEFT JOIN body b ON b.key = s.key
            WHERE s.key > ? ORDER BY s.key LIMIT ?
            """;

    private final Connection connection;
    private final Consumer<byte[]> pieces;

    private ViewDump(Connection connection, Consumer<byte[]> pieces) {
        this.connection = connection;
        this.pieces = pieces;
    }

    /// Hands out every piece, in order.
    public static void write(Connection connection, Consumer<byte[]> pieces) throws SQLException {
        var dump = new ViewDump(connection, pieces);
        for (var table : CarriedTable.FOR_LISTS) {
            dump.table(table);
        }
        dump.content();
        dump.table(CarriedTable.BODY_EVENT);
    }

    /// What is done with a row.
    private interface RowWriting {
        void write(ResultSet row, PackedRows to) throws SQLException;
    }

    private void table(CarriedTable table) throws SQLException {
        var columns = table.carried();
        rows(
                table,
                table.select(),
                (row, to) -> {
                    for (int i = 0; i < columns.size(); i++) {
                        columns.get(i).type().copy(row, i + 1, to.rows());
                    }
                });
    }

    private void content() throws SQLException {
        try (var chunk = connection.prepareStatement("SELECT text FROM body_chunk WHERE key = ?")) {
            rows(
                    CarriedTable.ITEM_STATE,
                    CONTENT,
                    (row, to) -> {
                        to.rows()
                                .integer(ContentRows.ITEM)
                                .integer(row.getLong(1))
                                .bytes(row.getBytes(2))
                                .flag(row.getBoolean(3));
                        var directory = row.getBytes(4);
                        if (directory == null) {
                            to.rows().none();
                        } else {
                            to.rows().bytes(directory);
                            chunks(chunk, directory, to);
                        }
                    });
        }
    }

    private static void chunks(PreparedStatement select, byte[] directory, PackedRows to)
            throws SQLException {
        var in = new CborReader(directory);
        for (int left = in.array(); left > 0; left--) {
            long key = in.integer();
            select.setLong(1, key);
            try (var found = select.executeQuery()) {
                if (!found.next()) {
                    throw new SQLException("a piece of a body is missing: " + key);
                }
                to.fit();
                to.rows().integer(ContentRows.CHUNK).integer(key).text(found.getString(1));
            }
        }
    }

    private void rows(CarriedTable table, String sql, RowWriting writing) throws SQLException {
        var packed = new PackedRows(table.ordinal(), whole -> Pieces.cut(whole, pieces));
        try (var select = connection.prepareStatement(sql)) {
            long last = Long.MIN_VALUE;
            int rows = ROWS_AT_ONCE;
            while (rows == ROWS_AT_ONCE) {
                select.setLong(1, last);
                select.setInt(2, ROWS_AT_ONCE);
                rows = 0;
                try (var found = select.executeQuery()) {
                    while (found.next()) {
                        long key = found.getLong(1);
                        if (last != Long.MIN_VALUE && last / KEYS_A_PIECE != key / KEYS_A_PIECE) {
                            packed.flush();
                        }
                        packed.fit();
                        writing.write(found, packed);
                        last = key;
                        rows++;
                    }
                }
            }
        }
        packed.flush();
    }
}

package org.odradek.store.snapshot;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Inserts rows, many a statement, each of which is a transaction. Belongs to the thread of its connection.
final class RowInsert implements AutoCloseable {
    /// Twice as fast as one at a time; more make each transaction's record of what to take back too long.
    private static final int ROWS_AT_ONCE = 256;

    private final Connection connection;
    private final PreparedStatement insert;
    private final List<List<@Nullable Object>> columns = new ArrayList<>();
    private int rows;

    RowInsert(Connection connection, CarriedTable table) throws SQLException {
        this.connection = connection;
        this.insert = connection.prepareStatement(table.insert());
        for (int i = 0; i < table.columns.size(); i++) {
            columns.add(new ArrayList<>(ROWS_AT_ONCE));
        }
    }

    /// @param values one a column
    void add(@Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            columns.get(i).add(values[i]);
        }
        if (++rows == ROWS_AT_ONCE) {
            flush();
        }
    }

    void flush() throws SQLException {
        if (rows == 0) {
            return;
        }
        for (int i = 0; i < columns.size(); i++) {
            insert.setObject(i + 1, columns.get(i).toArray());
            columns.get(i).clear();
        }
        rows = 0;
        insert.executeUpdate();
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        insert.close();
    }
}

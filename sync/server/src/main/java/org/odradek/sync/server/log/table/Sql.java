package org.odradek.sync.server.log.table;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Statements with their values, on one connection. Not thread-safe.
public final class Sql {
    /// Of few sizes, since each is a statement of its own that H2 keeps ready.
    private static final int ROWS_MANY = 32;

    private static final int ROWS_SOME = 8;

    /// An entry and its head.
    private static final int ROWS_FEW = 2;

    private final Connection connection;
    private long updates;

    public Sql(Connection connection) {
        this.connection = connection;
    }

    /// Reads one row.
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /// Answers the number of rows changed.
    public int update(String sql, @Nullable Object... values) throws SQLException {
        updates++;
        try (var statement = prepared(sql, values)) {
            return statement.executeUpdate();
        }
    }

    /// How many statements have been tried that change something.
    public long updates() {
        return updates;
    }

    /// Inserts all rows, many with one statement: a row more in a statement takes half as long as a statement more.
    ///
    /// @param into up to and with `VALUES `
    void insert(String into, List<Object[]> rows) throws SQLException {
        int done = 0;
        while (done < rows.size()) {
            int count = atOnce(rows.size() - done);
            insertAtOnce(into, rows.subList(done, done + count));
            done += count;
        }
    }

    private static int atOnce(int left) {
        return left >= ROWS_MANY
                ? ROWS_MANY
                : left >= ROWS_SOME ? ROWS_SOME : Math.min(left, ROWS_FEW);
    }

    private void insertAtOnce(String into, List<Object[]> rows) throws SQLException {
        updates++;
        int columns = rows.getFirst().length;
        var row = "(?" + ", ?".repeat(columns - 1) + ")";
        try (var statement =
                connection.prepareStatement(into + row + (", " + row).repeat(rows.size() - 1))) {
            int place = 1;
            for (var values : rows) {
                for (var value : values) {
                    statement.setObject(place++, value);
                }
            }
            statement.executeUpdate();
        }
    }

    public <T> List<T> list(String sql, Row<T> row, @Nullable Object... values)
            throws SQLException {
        try (var statement = prepared(sql, values);
                var rows = statement.executeQuery()) {
            var list = new ArrayList<T>();
            while (rows.next()) {
                list.add(row.read(rows));
            }
            return list;
        }
    }

    public <T> Optional<T> first(String sql, Row<T> row, @Nullable Object... values)
            throws SQLException {
        try (var statement = prepared(sql, values);
                var rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
        }
    }

    PreparedStatement prepared(String sql, @Nullable Object... values) throws SQLException {
        var statement = connection.prepareStatement(sql);
        set(statement, values);
        return statement;
    }

    private static void set(PreparedStatement statement, @Nullable Object... values)
            throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}

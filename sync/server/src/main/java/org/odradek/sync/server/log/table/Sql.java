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
    private final Connection connection;

    public Sql(Connection connection) {
        this.connection = connection;
    }

    /// Reads one row.
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /// Answers the number of rows changed.
    public int update(String sql, @Nullable Object... values) throws SQLException {
        try (var statement = prepared(sql, values)) {
            return statement.executeUpdate();
        }
    }

    /// The same for each row.
    void updateEach(String sql, List<Object[]> rows) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (var row : rows) {
                set(statement, row);
                statement.executeUpdate();
            }
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

package org.odradek.sync.client;

import org.odradek.store.schema.Database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The floor that the database sets: the rows of a closed profile's view, inserted by hand into a new file of the same tables and settings,
/// a prepared statement a table, a commit for every thousand rows, and nothing else.
final class RowsFloor {
    private static final int ROWS_A_COMMIT = 1_000;

    private final Map<String, List<Object[]>> rowsByTable = new LinkedHashMap<>();

    /// @param profile of a closed device
    RowsFloor(Path profile) throws IOException, SQLException {
        try (var database = database(viewOf(profile));
                var reading = database.read().orElseThrow()) {
            var connection = reading.connection();
            for (var table : tables(connection)) {
                rowsByTable.put(table, rows(connection, table));
            }
        }
    }

    private static Path viewOf(Path profile) throws IOException {
        try (var folders = Files.list(profile)) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith("view-"))
                    .filter(folder -> Files.exists(folder.resolve("complete")))
                    .max(Path::compareTo)
                    .orElseThrow();
        }
    }

    private static Database database(Path folder) {
        return switch (Database.open(folder)) {
            case Database.Opened.Ready(var database) -> database;
            case Database.Opened other -> throw new IllegalStateException(other.toString());
        };
    }

    private static List<String> tables(Connection connection) throws SQLException {
        try (var select =
                        connection.prepareStatement(
                                """
                                SELECT table_name FROM information_schema.tables
                                WHERE table_schema = 'PUBLIC' ORDER BY table_name
                                """);
                var found = select.executeQuery()) {
            var tables = new ArrayList<String>();
            while (found.next()) {
                tables.add(found.getString(1));
            }
            return tables;
        }
    }

    private static List<Object[]> rows(Connection connection, String table) throws SQLException {
        try (var select = connection.prepareStatement("SELECT * FROM " + table);
                var found = select.executeQuery()) {
            int columns = found.getMetaData().getColumnCount();
            var rows = new ArrayList<Object[]>();
            while (found.next()) {
                var row = new Object[columns];
                for (int i = 0; i < columns; i++) {
                    row[i] = found.getObject(i + 1);
                }
                rows.add(row);
            }
            return rows;
        }
    }

    long rows() {
        return rowsByTable.values().stream().mapToLong(List::size).sum();
    }

    /// Seconds.
    double insert(Path folder) throws IOException, SQLException {
        Files.createDirectories(folder);
        try (var database = database(folder)) {
            var writer = database.writer();
            long start = System.nanoTime();
            for (var table : rowsByTable.entrySet()) {
                insert(writer, table.getKey(), table.getValue());
            }
            return (System.nanoTime() - start) / 1e9;
        }
    }

    private static void insert(Connection writer, String table, List<Object[]> rows)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (var delete = writer.prepareStatement("DELETE FROM " + table)) {
            delete.executeUpdate();
        }
        var places = Stream.of(rows.getFirst()).map(_ -> "?").collect(Collectors.joining(", "));
        try (var insert =
                writer.prepareStatement("INSERT INTO " + table + " VALUES (" + places + ")")) {
            int sinceCommit = 0;
            for (var row : rows) {
                for (int i = 0; i < row.length; i++) {
                    insert.setObject(i + 1, row[i]);
                }
                insert.executeUpdate();
                if (++sinceCommit == ROWS_A_COMMIT) {
                    writer.commit();
                    sinceCommit = 0;
                }
            }
        }
        writer.commit();
    }
}

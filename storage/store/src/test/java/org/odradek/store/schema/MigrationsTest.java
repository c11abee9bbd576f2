package org.odradek.store.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// A database of any older version has this version's tables once it is open.
final class MigrationsTest {
    @TempDir Path older;
    @TempDir Path fresh;

    @Test
    void givenTablesOfTheFirstVersion_whenOpened_thenTheyAreThoseOfAFreshDatabase()
            throws IOException, SQLException {
        firstVersion(older);

        assertEquals(columns(fresh), columns(older));
    }

    private static void firstVersion(Path folder) throws IOException, SQLException {
        var file = folder.resolve(Database.FILE).toString();
        var url = "jdbc:h2:file:" + file + ";NON_KEYWORDS=KEY";
        try (var connection = DriverManager.getConnection(url, "sa", "");
                var statement = connection.createStatement();
                var script = Migrations.class.getResourceAsStream("001.sql")) {
            statement.execute("CREATE TABLE schema_version (key BIGINT PRIMARY KEY)");
            var text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            for (var ddl : text.split(";\\s*\\n")) {
                statement.execute(ddl);
            }
            statement.execute("INSERT INTO schema_version (key) VALUES (1)");
            statement.execute(
                    "INSERT INTO entry (key, place, state, hash) VALUES (1, 1, 0, X'00')");
        }
    }

    private static List<String> columns(Path folder) throws SQLException {
        try (var database =
                assertInstanceOf(Database.Opened.Ready.class, Database.open(folder)).database()) {
            return columns(database.writer());
        }
    }

    private static List<String> columns(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var found =
                        statement.executeQuery(
                                """
                                SELECT table_name, column_name, data_type, is_nullable
                                FROM information_schema.columns WHERE table_schema = 'PUBLIC'
                                ORDER BY table_name, column_name
                                """)) {
            var all = new ArrayList<String>();
            while (found.next()) {
                all.add(
                        String.join(
                                " ",
                                found.getString(1),
                                found.getString(2),
                                found.getString(3),
                                found.getString(4)));
            }
            return all;
        }
    }
}

package org.odradek.store.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/// Numbered scripts that bring a database up to this version's tables. A script that has been released never changes.
final class Migrations {
    /// The newest script.
    static final int NEWEST = 4;

    private Migrations() {}

    /// Brings the tables up to date; answers false, having done nothing, when a newer version made them.
    static boolean bringUpToDate(Connection connection) throws SQLException {
        int at = version(connection);
        if (at > NEWEST) {
            return false;
        }
        for (int next = at + 1; next <= NEWEST; next++) {
            try (var statement = connection.createStatement()) {
                for (var ddl : script(next)) {
                    statement.execute(ddl);
                }
            }
            try (var insert =
                    connection.prepareStatement("INSERT INTO schema_version (key) VALUES (?)")) {
                insert.setLong(1, next);
                insert.executeUpdate();
            }
        }
        return true;
    }

    private static int version(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS schema_version (key BIGINT PRIMARY KEY)");
            try (var found =
                    statement.executeQuery("SELECT COALESCE(MAX(key), 0) FROM schema_version")) {
                found.next();
                return found.getInt(1);
            }
        }
    }

    /// The statements of a script; a statement ends with a semicolon at a line's end.
    private static String[] script(int number) {
        var name = String.format(Locale.ROOT, "%03d.sql", number);
        try (var in = Migrations.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the script " + name + " is missing in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).split(";\\s*\\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

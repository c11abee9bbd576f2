package org.odradek.sync.server.postgresql;

import org.odradek.sync.server.log.table.Sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

/// The database's tables: numbered scripts, of which a database gets those that it lacks, from one node at a time.
final class Schema {
    private static final List<String> SCRIPTS =
            List.of("001-tables.sql", "002-runs.sql", "003-together.sql");

    private static final long VERSION_SETTING = 1;

    private Schema() {}

    /// Answers the version.
    static int bringUp(Sql sql) throws SQLException {
        sql.update(
                "CREATE TABLE IF NOT EXISTS setting (no BIGINT PRIMARY KEY, content BYTEA NOT"
                        + " NULL)");
        sql.update(
                "INSERT INTO setting (no, content) VALUES (?, ?) ON CONFLICT (no) DO NOTHING",
                VERSION_SETTING,
                new byte[1]);
        int version =
                sql.first(
                                "SELECT content FROM setting WHERE no = ? FOR UPDATE",
                                row -> (int) row.getBytes(1)[0],
                                VERSION_SETTING)
                        .orElseThrow();
        if (version > SCRIPTS.size()) {
            throw new IllegalStateException(
                    "its schema " + version + " is of a newer version of the server");
        }
        for (var name : SCRIPTS.subList(version, SCRIPTS.size())) {
            for (var statement : script(name).split(";\n")) {
                sql.update(statement);
            }
        }
        sql.update(
                "UPDATE setting SET content = ? WHERE no = ?",
                new byte[] {(byte) SCRIPTS.size()},
                VERSION_SETTING);
        return SCRIPTS.size();
    }

    private static String script(String name) {
        try (var in = Schema.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no script " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

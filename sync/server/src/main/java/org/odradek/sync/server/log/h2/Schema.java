package org.odradek.sync.server.log.h2;

import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.server.log.table.Sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The database's tables: numbered scripts, of which a database gets those that it lacks.
final class Schema {
    private static final List<String> SCRIPTS =
            List.of(
                    "001-log.sql",
                    "002-clones.sql",
                    "003-visits.sql",
                    "004-runs.sql",
                    "005-together.sql");

    private static final long VERSION_SETTING = 1;
    private static final long SECRET_SETTING = 2;

    private Schema() {}

    static void bringUp(Sql sql) throws SQLException {
        int version = version(sql);
        if (version > SCRIPTS.size()) {
            throw new SQLException("schema " + version + " is of a newer version of the server");
        }
        for (var name : SCRIPTS.subList(version, SCRIPTS.size())) {
            for (var statement : script(name).split(";\n")) {
                sql.update(statement);
            }
        }
        sql.update(
                "MERGE INTO setting (no, content) KEY (no) VALUES (?, ?)",
                VERSION_SETTING,
                new byte[] {(byte) SCRIPTS.size()});
    }

    /// The one that the database keeps, which is the new one when it kept none.
    static Bytes secret(Sql sql, Bytes newSecret) throws SQLException {
        var kept = setting(sql, SECRET_SETTING);
        if (kept.isPresent()) {
            return kept.get();
        }
        sql.update(
                "INSERT INTO setting (no, content) VALUES (?, ?)",
                SECRET_SETTING,
                newSecret.array());
        return newSecret;
    }

    private static int version(Sql sql) throws SQLException {
        boolean isNew =
                sql.first(
                                "SELECT 1 FROM information_schema.tables WHERE table_name ="
                                        + " 'SETTING'",
                                row -> row.getInt(1))
                        .isEmpty();
        return isNew
                ? 0
                : setting(sql, VERSION_SETTING).map(version -> version.array()[0]).orElse((byte) 0);
    }

    private static Optional<Bytes> setting(Sql sql, long no) throws SQLException {
        return sql.first(
                "SELECT content FROM setting WHERE no = ?", row -> new Bytes(row.getBytes(1)), no);
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

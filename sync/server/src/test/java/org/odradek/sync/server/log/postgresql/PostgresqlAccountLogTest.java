package org.odradek.sync.server.log.postgresql;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;
import org.odradek.sync.protocol.TestKeys;
import org.odradek.sync.server.log.AccountLog;
import org.odradek.sync.server.log.AccountLogContract;
import org.odradek.sync.server.log.OldRows;
import org.odradek.sync.server.postgresql.Database;
import org.odradek.sync.server.postgresql.TestPostgresql;

import java.sql.DriverManager;

final class PostgresqlAccountLogTest extends AccountLogContract {
    private String url = "";

    @Override
    protected AccountLog open() throws Exception {
        url = TestPostgresql.newDatabase();
        return opened(1);
    }

    @Override
    protected AccountLog reopened(AccountLog closed) {
        return opened(2);
    }

    @Test
    void givenRowsOfSingleRecords_whenOpened_thenTheyAreReadAndTheLogGoesOn() throws Exception {
        url = TestPostgresql.newDatabase();
        try (var connection = DriverManager.getConnection(url)) {
            var rows = new OldRows(connection);
            rows.script(Database.class, "001-tables.sql", "002-runs.sql");
            connection
                    .createStatement()
                    .execute(
                            "CREATE TABLE setting (no BIGINT PRIMARY KEY, content BYTEA NOT NULL);"
                                    + " INSERT INTO setting VALUES (1, '\\x02')");
            rows.write();
            try (var opened = opened(3)) {
                rows.assertGoesOnIn(opened);
            }
        }
    }

    private AccountLog opened(int secret) {
        return PostgresqlAccountLog.open(
                Database.open(url), TestKeys.bytes(32, secret), new SimpleMeterRegistry());
    }
}

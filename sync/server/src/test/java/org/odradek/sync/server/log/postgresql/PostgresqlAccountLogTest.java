package org.odradek.sync.server.log.postgresql;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.odradek.sync.protocol.TestKeys;
import org.odradek.sync.server.log.AccountLog;
import org.odradek.sync.server.log.AccountLogContract;
import org.odradek.sync.server.postgresql.Database;
import org.odradek.sync.server.postgresql.TestPostgresql;

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

    private AccountLog opened(int secret) {
        return PostgresqlAccountLog.open(
                Database.open(url), TestKeys.bytes(32, secret), new SimpleMeterRegistry());
    }
}

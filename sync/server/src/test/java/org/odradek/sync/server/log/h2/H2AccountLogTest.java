package org.odradek.sync.server.log.h2;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.TestKeys;
import org.odradek.sync.protocol.control.ControlRecord;
import org.odradek.sync.protocol.control.TestAccount;
import org.odradek.sync.server.TestCredentials;
import org.odradek.sync.server.log.AccountLog;
import org.odradek.sync.server.log.AccountLogContract;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.Objects;

final class H2AccountLogTest extends AccountLogContract {
    @TempDir private Path folder;

    @Override
    protected AccountLog open() {
        return H2AccountLog.open(
                "jdbc:h2:file:" + folder.resolve("log"),
                TestKeys.bytes(32, 1),
                new SimpleMeterRegistry());
    }

    @Override
    protected AccountLog reopened(AccountLog closed) {
        return H2AccountLog.open(
                "jdbc:h2:file:" + folder.resolve("log"),
                TestKeys.bytes(32, 2),
                new SimpleMeterRegistry());
    }

    @Test
    void givenADatabaseOfTheFirstSchema_whenOpened_thenItGetsTheTablesThatItLacks()
            throws Exception {
        var url = "jdbc:h2:file:" + folder.resolve("old");
        try (var connection = DriverManager.getConnection(url, "sa", "");
                var statement = connection.createStatement();
                var script = H2AccountLog.class.getResourceAsStream("001-log.sql")) {
            statement.execute(
                    new String(
                            Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8));
            statement.execute("INSERT INTO setting (no, content) VALUES (1, X'01')");
            statement.execute(
                    "INSERT INTO setting (no, content) VALUES (2, X'" + "07".repeat(32) + "')");
        }

        try (var opened =
                H2AccountLog.open(url, TestKeys.bytes(32, 1), new SimpleMeterRegistry())) {
            var account = TestAccount.with(5, 11);
            var control = account.log().stream().map(ControlRecord::decode).toList();
            opened.signUp(TestCredentials.of(account, "otto", 1), control, 1);

            assertEquals(Bytes.ofHex("07".repeat(32)), opened.secret());
            assertEquals(List.of(), opened.clones(account.account(), 2));
            assertEquals(Map.of(), opened.rhythms(account.account()));
        }
    }
}

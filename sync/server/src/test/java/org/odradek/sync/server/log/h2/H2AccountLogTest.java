package org.odradek.sync.server.log.h2;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.protocol.TestKeys;
import org.odradek.sync.server.log.AccountLog;
import org.odradek.sync.server.log.AccountLogContract;

import java.nio.file.Path;

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
}

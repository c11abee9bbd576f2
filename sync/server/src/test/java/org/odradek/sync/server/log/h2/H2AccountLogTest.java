package org.odradek.sync.server.log.h2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.TestKeys;
import org.odradek.sync.protocol.control.ControlRecord;
import org.odradek.sync.protocol.control.TestAccount;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.Pull;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.server.TestCredentials;
import org.odradek.sync.server.TestDevice;
import org.odradek.sync.server.log.AccountLog;
import org.odradek.sync.server.log.AccountLogContract;
import org.odradek.sync.server.log.BusyException;
import org.odradek.sync.server.log.IncomingEntry;
import org.odradek.sync.server.log.OldRows;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

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
    void givenANewLog_whenOpenedTwice_thenNothingOfTheRehearsalIsThere() throws Exception {
        open().close();
        open().close();

        var url = "jdbc:h2:file:" + folder.resolve("log");
        try (var connection = DriverManager.getConnection(url, "sa", "");
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "SELECT place FROM record UNION ALL SELECT place FROM entry")) {
            assertFalse(rows.next());
        }
    }

    @Test
    void givenAnErrorOfTheRuntimeInTheWriter_whenWrittenTo_thenNobodyWaitsForEver() {
        var isBroken = new AtomicBoolean();
        var clock =
                new Clock() {
                    @Override
                    public long wallTime() {
                        if (isBroken.get()) {
                            throw new LinkageError("as if a class could not be loaded");
                        }
                        return 1;
                    }

                    @Override
                    public long monotonicTime() {
                        return 1;
                    }
                };
        var url = "jdbc:h2:file:" + folder.resolve("log");
        var meters = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
        try (var log = H2AccountLog.open(url, TestKeys.bytes(32, 1), meters)) {
            isBroken.set(true);
            var account = TestAccount.with(5, 11);
            var credentials = TestCredentials.of(account, "five", 1);
            var control = account.log().stream().map(ControlRecord::decode).toList();

            assertThrows(BusyException.class, () -> log.signUp(credentials, control, 1));
            assertThrows(BusyException.class, () -> log.signUp(credentials, control, 1));
            assertFalse(log.isHealthy());
        }
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
                    "INSERT INTO entry (place, position, hash) VALUES (5, 5, X'"
                            + "07".repeat(32)
                            + "')");
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

    @Test
    void givenRowsOfSingleRecords_whenOpened_thenTheyAreReadAndTheLogGoesOn() throws Exception {
        var url = "jdbc:h2:file:" + folder.resolve("old");
        try (var connection = DriverManager.getConnection(url, "sa", "")) {
            var rows = new OldRows(connection);
            rows.script(
                    H2AccountLog.class,
                    "001-log.sql",
                    "002-clones.sql",
                    "003-visits.sql",
                    "004-runs.sql");
            connection.createStatement().execute("INSERT INTO setting VALUES (1, X'04')");
            rows.write();
            try (var opened =
                    H2AccountLog.open(url, TestKeys.bytes(32, 1), new SimpleMeterRegistry())) {
                rows.assertGoesOnIn(opened);
            }
        }
    }

    /// Else a few who read at once take all the memory that a server has.
    @Test
    void givenLongRecordsBehindManyShort_whenAPageIsRead_thenNotManyMoreAreReadThanItHolds() {
        try (var log = open()) {
            var someone = TestAccount.with(100, 11);
            var control = someone.log().stream().map(ControlRecord::decode).toList();
            log.signUp(TestCredentials.of(someone, "otto", 1), control, 1);
            var device = new TestDevice(someone.account(), 11);
            for (int i = 0; i < 8 + 16 + 32 + 64; i++) {
                var text = i < 8 + 16 + 32 ? "short" : "x".repeat(100_000);
                var entry = IncomingEntry.of(new Bytes(device.write(text).encode()));
                log.append(someone.account(), List.of(entry), List.of(), 1L << 40);
            }
            var pull = new Pull(Cursor.START, 1000, 250_000);
            log.read(someone.account(), pull);
            long before = readersBytes();

            var page = assertInstanceOf(PullAnswer.Page.class, log.read(someone.account(), pull));

            assertEquals(8 + 16 + 32 + 2, page.records().size());
            long read = readersBytes() - before;
            assertTrue(read < 2_000_000, read + " bytes for a page of 250,000");
        }
    }

    /// What the threads that read have ever allocated.
    private static long readersBytes() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(Objects::nonNull)
                .filter(thread -> thread.getThreadName().startsWith("odradek-log-reader"))
                .mapToLong(thread -> threads.getThreadAllocatedBytes(thread.getThreadId()))
                .sum();
    }

    /// They share a transaction with it, since each waits for the one before.
    @Test
    void
            givenPushesThatFailHalfWay_whenOthersPushAtTheSameTime_thenTheirsAreKeptAndThoseCanBeMadeAgain()
                    throws Exception {
        try (var log = open();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var devices = new ArrayList<TestDevice>();
            for (int number = 0; number < 20; number++) {
                var someone = TestAccount.with(100 + number, 11);
                var control = someone.log().stream().map(ControlRecord::decode).toList();
                log.signUp(TestCredentials.of(someone, "user" + number, 1), control, 1);
                devices.add(new TestDevice(someone.account(), 11));
            }
            var pushes = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < devices.size(); i++) {
                var device = devices.get(i);
                boolean isTooLong = i % 4 == 3;
                pushes.add(() -> pushTimes(log, device, 4, isTooLong));
            }
            for (var done : threads.invokeAll(pushes)) {
                done.get();
            }

            for (int i = 3; i < devices.size(); i += 4) {
                log.append(
                        devices.get(i).account(),
                        devices.get(i).entries().stream()
                                .map(entry -> IncomingEntry.of(new Bytes(entry.encode())))
                                .toList(),
                        List.of(),
                        1L << 40);
            }

            for (int i = 0; i < devices.size(); i++) {
                var page =
                        log.read(devices.get(i).account(), new Pull(Cursor.START, 1000, 8 << 20));
                assertEquals(
                        i % 4 == 3 ? 12 : 4 * 12,
                        assertInstanceOf(PullAnswer.Page.class, page).records().size());
            }
        }
    }

    /// Twelve entries each time, the last one longer than a row takes if so wished; then they fail.
    private static int pushTimes(AccountLog log, TestDevice device, int times, boolean isTooLong) {
        for (int time = 0; time < times; time++) {
            var entries = new ArrayList<IncomingEntry>();
            if (!isTooLong || device.entries().isEmpty()) {
                device.write(12);
            }
            var last =
                    device.entries().subList(device.entries().size() - 12, device.entries().size());
            for (var entry : last) {
                boolean isLong = isTooLong && entries.size() == 11;
                var sealed = isLong ? new byte[(1 << 20) + 1] : entry.encode();
                entries.add(IncomingEntry.of(entry, new Bytes(sealed)));
            }
            if (isTooLong) {
                assertThrows(
                        IllegalStateException.class,
                        () -> log.append(device.account(), entries, List.of(), 1L << 40));
            } else {
                log.append(device.account(), entries, List.of(), 1L << 40);
            }
        }
        return times;
    }
}

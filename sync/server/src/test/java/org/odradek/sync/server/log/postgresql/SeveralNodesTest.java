package org.odradek.sync.server.log.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.odradek.core.entry.SealedEntry;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.TestKeys;
import org.odradek.sync.protocol.control.ControlRecord;
import org.odradek.sync.protocol.control.TestAccount;
import org.odradek.sync.protocol.wire.AccountChain;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.LogRecord;
import org.odradek.sync.protocol.wire.Pull;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.protocol.wire.PushAnswer;
import org.odradek.sync.protocol.wire.SignUpAnswer;
import org.odradek.sync.server.TestCredentials;
import org.odradek.sync.server.TestDevice;
import org.odradek.sync.server.log.AccountLog;
import org.odradek.sync.server.log.AppendAnswer;
import org.odradek.sync.server.log.IncomingEntry;
import org.odradek.sync.server.postgresql.Database;
import org.odradek.sync.server.postgresql.TestPostgresql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/// Two nodes over one database, each of which remembers what the other may have changed.
final class SeveralNodesTest {
    private static final long BYTES_MAX = 1L << 30;

    private final TestAccount account = TestAccount.with(1, IntStream.range(100, 108).toArray());
    private final List<TestDevice> devices =
            IntStream.range(100, 108).mapToObj(n -> new TestDevice(account.account(), n)).toList();
    private final List<AccountLog> nodes = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        var url = TestPostgresql.newDatabase();
        for (int number = 0; number < 2; number++) {
            nodes.add(
                    PostgresqlAccountLog.open(
                            Database.open(url),
                            TestKeys.bytes(32, number),
                            new SimpleMeterRegistry()));
        }
        signUp(nodes.getFirst(), "maria");
    }

    @AfterEach
    void stop() {
        nodes.forEach(AccountLog::close);
    }

    @Test
    void givenTwoNodes_whenBothAreStarted_thenTheySignWithTheSameSecret() {
        assertEquals(nodes.getFirst().secret(), nodes.getLast().secret());
    }

    @Test
    void givenASignUpAtEveryNodeAtOnce_whenAnswered_thenThereIsOneAccount() throws Exception {
        var other = TestAccount.with(2, 100);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Callable<SignUpAnswer>>();
            for (int i = 0; i < 8; i++) {
                var node = nodes.get(i % 2);
                calls.add(() -> signUp(node, "otto", other));
            }
            for (var answer : threads.invokeAll(calls)) {
                assertEquals(new SignUpAnswer.SignedUp(other.account()), answer.get());
            }
        }
    }

    @Test
    void givenAppendsAtBothInTurn_whenRead_thenOneChainOfAllEntries() {
        var written = new ArrayList<Bytes>();
        for (int round = 0; round < 6; round++) {
            var device = devices.get(round % 3);
            var sealed = device.write(2);
            written.addAll(sealed);
            var answer = append(nodes.get(round % 2), device, sealed);
            assertEquals(answer, append(nodes.get((round + 1) % 2), device, sealed));
        }

        assertEquals(written, entries(nodes.getFirst()));
        assertEquals(written, entries(nodes.getLast()));
    }

    @Test
    void givenWritersAtBothNodes_whenAllAppendAtOnce_thenEveryEntryOnceInItsDevicesOrder()
            throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Callable<Boolean>>();
            for (var device : devices) {
                calls.add(
                        () -> {
                            for (int i = 0; i < 12; i++) {
                                append(nodes.get(i % 2), device, device.write(1));
                            }
                            return true;
                        });
            }
            for (var done : threads.invokeAll(calls)) {
                assertTrue(done.get());
            }
        }

        var all = entries(nodes.getFirst());
        assertEquals(8 * 12, all.size());
        assertEquals(8 * 12, new HashSet<>(all).size());
        for (var device : devices) {
            var own =
                    all.stream()
                            .map(one -> SealedEntry.decode(one.array()).id())
                            .filter(id -> id.device().equals(device.id()))
                            .map(id -> id.seq())
                            .toList();
            assertEquals(IntStream.rangeClosed(1, 12).mapToObj(Long::valueOf).toList(), own);
        }
    }

    private void signUp(AccountLog node, String user) {
        assertEquals(new SignUpAnswer.SignedUp(account.account()), signUp(node, user, account));
    }

    private static SignUpAnswer signUp(AccountLog node, String user, TestAccount someone) {
        var control = someone.log().stream().map(ControlRecord::decode).toList();
        return node.signUp(TestCredentials.of(someone, user, 1), control, 1_000);
    }

    private PushAnswer.Appended append(AccountLog node, TestDevice device, List<Bytes> sealed) {
        var incoming = sealed.stream().map(IncomingEntry::of).toList();
        var answer = node.append(account.account(), incoming, List.of(device.head()), BYTES_MAX);
        var answered = assertInstanceOf(AppendAnswer.Answered.class, answer);
        return assertInstanceOf(PushAnswer.Appended.class, answered.answer());
    }

    /// All entries, in order; checks the chain over all records.
    private List<Bytes> entries(AccountLog node) {
        var entries = new ArrayList<Bytes>();
        var page =
                assertInstanceOf(
                        PullAnswer.Page.class,
                        node.read(account.account(), Pull.after(Cursor.START)));
        var hash = AccountChain.START;
        for (var record : page.records()) {
            hash = AccountChain.next(hash, record);
            if (record instanceof LogRecord.Entry(_, var sealed)) {
                entries.add(sealed);
            }
        }
        assertEquals(page.next().hash(), hash);
        return entries;
    }
}

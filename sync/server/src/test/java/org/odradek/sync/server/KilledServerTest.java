package org.odradek.sync.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.entry.SealedEntry;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.control.TestAccount;
import org.odradek.sync.protocol.wire.AccountChain;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.LogRecord;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.protocol.wire.PushAnswer;
import org.odradek.sync.protocol.wire.SessionAnswer;
import org.odradek.sync.protocol.wire.SignUpAnswer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// Kills the server's process in the middle of pushes, again and again.
final class KilledServerTest {
    private static final int KILLS = Integer.getInteger("odradek.serverKills", 4);
    private static final int DESK = 11;

    @TempDir private Path data;

    private final TestAccount account = TestAccount.with(1, DESK);
    private final TestDevice desk = new TestDevice(account.account(), DESK);
    private final AtomicInteger acknowledged = new AtomicInteger();

    @Test
    @Timeout(900)
    void
            givenPushes_whenTheServerIsKilledAgainAndAgain_thenNothingAcknowledgedIsLostAndNothingIsTwice()
                    throws Exception {
        long seed = 20261124;
        var random = new Random(seed);
        for (int round = 0; round < KILLS; round++) {
            try (var server = ServerProcess.listening(data, "--insecure-loopback");
                    var client = new TestClient(server.url())) {
                if (round == 0) {
                    assertEquals(
                            new SignUpAnswer.SignedUp(account.account()),
                            client.signUp(account, "maria"));
                }
                assertInstanceOf(SessionAnswer.Opened.class, client.session(desk));
                assertHeld(client, "before kill " + round + ", seed " + seed);
                var underway = new CountDownLatch(1 + random.nextInt(25));
                var pushing = Thread.ofPlatform().start(() -> pushUntilItFails(client, underway));
                underway.await();
                server.kill();
                pushing.join();
            }
        }
        try (var server = ServerProcess.listening(data, "--insecure-loopback");
                var client = new TestClient(server.url())) {
            assertInstanceOf(SessionAnswer.Opened.class, client.session(desk));
            assertHeld(client, "in the end, seed " + seed);
            assertEquals(0, server.end());
        }
        assertTrue(acknowledged.get() > KILLS, "acknowledged " + acknowledged);
    }

    /// One entry a push, the next one only after the answer; an answer that never came is asked for again after the restart.
    private void pushUntilItFails(TestClient client, CountDownLatch underway) {
        try {
            while (true) {
                if (desk.entries().size() == acknowledged.get()) {
                    desk.write(1);
                }
                var answer = client.push(desk, acknowledged.get() + 1);
                assertInstanceOf(PushAnswer.Appended.class, answer);
                acknowledged.set(desk.entries().size());
                underway.countDown();
            }
        } catch (IOException e) {
            // The server was killed.
        }
    }

    private void assertHeld(TestClient client, String when) throws IOException {
        var held = new ArrayList<Bytes>();
        var cursor = Cursor.START;
        while (true) {
            var page = assertInstanceOf(PullAnswer.Page.class, client.pull(cursor));
            var hash = cursor.hash();
            for (var record : page.records()) {
                hash = AccountChain.next(hash, record);
                if (record instanceof LogRecord.Entry(_, var sealed)) {
                    held.add(sealed);
                }
            }
            assertEquals(page.next().hash(), hash, when);
            cursor = page.next();
            if (cursor.position() == page.head()) {
                break;
            }
        }
        var seqs = held.stream().map(one -> SealedEntry.decode(one.array()).id().seq()).toList();
        var written = desk.entries().stream().map(entry -> new Bytes(entry.encode())).toList();
        assertTrue(held.size() >= acknowledged.get(), when + ": " + seqs + " of " + acknowledged);
        assertEquals(List.copyOf(written.subList(0, held.size())), held, when);
    }
}

package org.odradek.sync.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.TestKeys;
import org.odradek.sync.protocol.connection.Activate;
import org.odradek.sync.protocol.connection.ActivateAnswer;
import org.odradek.sync.protocol.control.TestAccount;
import org.odradek.sync.protocol.wire.AccountChain;
import org.odradek.sync.protocol.wire.Acknowledge;
import org.odradek.sync.protocol.wire.Acknowledged;
import org.odradek.sync.protocol.wire.BlobNames;
import org.odradek.sync.protocol.wire.ControlAnswer;
import org.odradek.sync.protocol.wire.ControlAppend;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.LogRecord;
import org.odradek.sync.protocol.wire.Pull;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.protocol.wire.PushAnswer;
import org.odradek.sync.protocol.wire.SessionAnswer;
import org.odradek.sync.protocol.wire.SignUpAnswer;
import org.odradek.sync.protocol.wire.Wake;
import org.odradek.sync.server.limit.Limits;
import org.odradek.sync.server.log.postgresql.PostgresqlAccountLog;
import org.odradek.sync.server.postgresql.Database;
import org.odradek.sync.server.postgresql.TestPostgresql;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Two nodes over one database, with devices whose requests come to one or the other, as behind one address.
final class TwoNodesTest {
    private static final int DESK = 11;
    private static final int LAPTOP = 12;

    private static final Limits ONE_PLACE =
            new Limits(1, 90, 100_000, 64L << 20, 1L << 30, 8 << 20, 600, 10);

    @TempDir private Path folder;

    private final TestAccount account = TestAccount.with(1, DESK, LAPTOP);
    private final TestDevice desk = new TestDevice(account.account(), DESK);
    private final TestDevice laptop = new TestDevice(account.account(), LAPTOP);
    private final List<TestServer> nodes = new ArrayList<>();

    /// By node.
    private final List<TestClient> deskAt = new ArrayList<>();

    private final List<TestClient> laptopAt = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        start(Limits.DEFAULT);
    }

    private String start(Limits limits) throws Exception {
        var url = TestPostgresql.newDatabase();
        for (int number = 0; number < 2; number++) {
            var node = new TestServer(folder.resolve("node" + number), limits, url, number);
            nodes.add(node);
            deskAt.add(node.client());
            laptopAt.add(node.client());
        }
        assertEquals(
                new SignUpAnswer.SignedUp(account.account()),
                deskAt.getFirst().signUp(account, "maria"));
        enter(desk, deskAt);
        enter(laptop, laptopAt);
        return url;
    }

    /// Proves itself to one node alone; the other knows the token.
    private static void enter(TestDevice device, List<TestClient> at) throws IOException {
        var opened = assertInstanceOf(SessionAnswer.Opened.class, at.getFirst().session(device));
        at.getLast().withToken(opened.token().value());
    }

    @AfterEach
    void stop() throws IOException {
        deskAt.forEach(TestClient::close);
        laptopAt.forEach(TestClient::close);
        for (var node : nodes) {
            node.close();
        }
        nodes.clear();
        deskAt.clear();
        laptopAt.clear();
    }

    @Test
    void givenPushesToBothInTurn_whenPulledFromBothInTurn_thenEveryEntryOnceAndOneChain()
            throws IOException {
        for (int seq = 1; seq <= 6; seq++) {
            desk.write(1);
            var answer = deskAt.get(seq % 2).push(desk, seq);
            assertInstanceOf(PushAnswer.Appended.class, answer);
            assertEquals(answer, deskAt.get((seq + 1) % 2).push(desk, seq));
        }

        var pulled = new ArrayList<Bytes>();
        var cursor = Cursor.START;
        for (int turn = 0; pulled.size() < 6; turn++) {
            var pull = new Pull(cursor, 3, 1 << 20);
            var page = laptopAt.get(turn % 2).post("/v1/pull", pull).as(PullAnswer.class);
            var records = assertInstanceOf(PullAnswer.Page.class, page).records();
            var hash = cursor.hash();
            for (var record : records) {
                hash = AccountChain.next(hash, record);
                if (record instanceof LogRecord.Entry(_, var sealed)) {
                    pulled.add(sealed);
                }
            }
            cursor = ((PullAnswer.Page) page).next();
            assertEquals(hash, cursor.hash());
            var acknowledged =
                    laptopAt.get((turn + 1) % 2)
                            .post("/v1/acknowledge", new Acknowledge(cursor, null));
            assertEquals(new Acknowledged(true), acknowledged.as(Acknowledged.class));
        }

        assertEquals(
                desk.entries().stream().map(entry -> new Bytes(entry.encode())).toList(), pulled);
    }

    @Test
    void givenAWakeChannelAtOneNode_whenPushedToTheOther_thenAFrameArrives() throws Exception {
        var channel = laptopAt.getLast().wakeChannel();
        assertEquals(0, next(channel).head());
        desk.write(1);

        var answer = assertInstanceOf(PushAnswer.Appended.class, deskAt.getFirst().push(desk, 1));

        assertEquals(answer.head().position(), next(channel).head());
    }

    @Test
    void givenARevocationAtOneNode_whenTheDeviceIsConnectedToTheOther_thenItIsShutOut()
            throws Exception {
        var channel = laptopAt.getLast().wakeChannel();
        next(channel);
        var record =
                account.nextByDevice(DESK, account.revoked(LAPTOP, 0, TestAccount.newKey(2, DESK)));

        var answer =
                deskAt.getFirst()
                        .post(
                                "/v1/control",
                                new ControlAppend(account.account(), List.of(record.encode())));

        assertEquals(new ControlAnswer.Appended(4), answer.as(ControlAnswer.class));
        assertEquals(4003, channel.closed().get(30, TimeUnit.SECONDS));
        assertEquals(403, laptopAt.getLast().get("/v1/heads").status());
    }

    @Test
    void givenABlobPutAtOneNode_whenAskedForAtTheOther_thenItIsThere() throws IOException {
        var name = TestKeys.bytes(32, 3);
        var sealed = TestKeys.bytes(5000, 4);

        var put = deskAt.getFirst().send("PUT", "/v1/blobs/" + name.toHex(), sealed.array());

        assertEquals(List.of(name), put.as(BlobNames.class).names());
        var there = laptopAt.getLast().get("/v1/blobs/" + name.toHex());
        assertEquals(sealed, new Bytes(there.body()));
    }

    @Test
    void givenAnInactiveDeviceThatIsLetInAtOneNode_whenItPullsAtTheOther_thenItGetsEntries()
            throws Exception {
        stop();
        var url = start(ONE_PLACE);
        desk.write(2);
        var head =
                assertInstanceOf(PushAnswer.Appended.class, deskAt.getFirst().push(desk, 1)).head();
        try (var log =
                PostgresqlAccountLog.open(
                        Database.open(url), TestKeys.bytes(32, 1), new SimpleMeterRegistry())) {
            log.deactivate(account.account(), laptop.id(), "idle", 1);
        }
        assertInstanceOf(PullAnswer.Inactive.class, laptopAt.getLast().pull(Cursor.START));

        var asked = laptopAt.getFirst().post("/v1/activate", new Activate(Cursor.START));

        assertEquals(
                new ActivateAnswer.AtTheLimit(head.position()), asked.as(ActivateAnswer.class));
        var page = assertInstanceOf(PullAnswer.Page.class, laptopAt.getLast().pull(Cursor.START));
        assertEquals(head, page.next());
    }

    private static Wake next(TestClient.WakeChannel channel) throws InterruptedException {
        var wake = channel.wakes().poll(30, TimeUnit.SECONDS);
        assertNotNull(wake);
        return wake;
    }
}

package org.odradek.sync.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.TestKeys;
import org.odradek.sync.protocol.connection.ConnectionState;
import org.odradek.sync.protocol.connection.Connections;
import org.odradek.sync.protocol.control.Author;
import org.odradek.sync.protocol.control.ControlChange;
import org.odradek.sync.protocol.control.TestAccount;
import org.odradek.sync.protocol.wire.AccountChain;
import org.odradek.sync.protocol.wire.Acknowledge;
import org.odradek.sync.protocol.wire.Acknowledged;
import org.odradek.sync.protocol.wire.BlobNames;
import org.odradek.sync.protocol.wire.Challenge;
import org.odradek.sync.protocol.wire.ChallengeQuery;
import org.odradek.sync.protocol.wire.ControlAnswer;
import org.odradek.sync.protocol.wire.ControlAppend;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.DeviceHeads;
import org.odradek.sync.protocol.wire.Hello;
import org.odradek.sync.protocol.wire.LogRecord;
import org.odradek.sync.protocol.wire.LostCursor;
import org.odradek.sync.protocol.wire.NewEpoch;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.protocol.wire.PushAnswer;
import org.odradek.sync.protocol.wire.Refusal;
import org.odradek.sync.protocol.wire.SessionAnswer;
import org.odradek.sync.protocol.wire.SessionQuery;
import org.odradek.sync.protocol.wire.SignUpAnswer;
import org.odradek.sync.protocol.wire.Wake;
import org.odradek.sync.server.limit.Limits;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

final class SyncServerTest {
    private static final int DESK = 11;
    private static final int LAPTOP = 12;

    @TempDir private Path folder;

    private final TestAccount account = TestAccount.with(1, DESK, LAPTOP);
    private final TestDevice desk = new TestDevice(account.account(), DESK);
    private final TestDevice laptop = new TestDevice(account.account(), LAPTOP);
    private Path data;
    private TestServer server;
    private TestClient deskClient;
    private TestClient laptopClient;

    @BeforeEach
    void start() throws IOException {
        data = folder.resolve("data");
        server = new TestServer(data, Limits.DEFAULT);
        deskClient = server.client();
        laptopClient = server.client();
        assertEquals(
                new SignUpAnswer.SignedUp(account.account()), deskClient.signUp(account, "maria"));
        assertInstanceOf(SessionAnswer.Opened.class, deskClient.session(desk));
        assertInstanceOf(SessionAnswer.Opened.class, laptopClient.session(laptop));
    }

    @AfterEach
    void stop() throws IOException {
        deskClient.close();
        laptopClient.close();
        server.close();
    }

    @Test
    void givenAPush_whenTheOtherDevicePulls_thenItGetsTheEntriesAndTheChainHolds()
            throws IOException {
        var sealed = desk.write(3);
        var appended = assertInstanceOf(PushAnswer.Appended.class, deskClient.push(desk, 1));

        var page = assertInstanceOf(PullAnswer.Page.class, laptopClient.pull(Cursor.START));

        assertEquals(sealed, entries(page));
        var hash = AccountChain.START;
        for (var record : page.records()) {
            hash = AccountChain.next(hash, record);
        }
        assertEquals(appended.head().hash(), hash);
        assertEquals(appended.head(), page.next());
        var after = assertInstanceOf(PullAnswer.Page.class, laptopClient.pull(page.next()));
        assertEquals(List.of(), after.records());
    }

    @Test
    void givenARetriedPush_whenAnswered_thenTheSameAnswerAndNothingTwice() throws IOException {
        desk.write(3);

        var first = deskClient.push(desk, 1);
        var second = deskClient.push(desk, 1);

        assertEquals(first, second);
        assertEquals(
                3,
                entries(assertInstanceOf(PullAnswer.Page.class, deskClient.pull(Cursor.START)))
                        .size());
    }

    @Test
    void givenAnotherDevicesEntries_whenPushed_thenTheyAreTaken() throws IOException {
        desk.write(2);

        assertInstanceOf(PushAnswer.Appended.class, laptopClient.push(desk, 1));

        var heads = laptopClient.get("/v1/heads").as(DeviceHeads.class);
        assertEquals(
                List.of(desk.id()),
                heads.heads().stream().map(DeviceHeads.DeviceHead::device).toList());
    }

    @Test
    void givenAnAcknowledgement_whenConnectionsAreListed_thenTheReceiptShows() throws IOException {
        desk.write(1);
        var head = assertInstanceOf(PushAnswer.Appended.class, deskClient.push(desk, 1)).head();

        var acknowledge = new Acknowledge(head, TestKeys.bytes(60, 1));
        assertTrue(
                laptopClient.post("/v1/acknowledge", acknowledge).as(Acknowledged.class).known());

        var connections = deskClient.get("/v1/connections").as(Connections.class).connections();
        var seenBy =
                connections.stream()
                        .filter(connection -> connection.hasSeen(head.position()))
                        .toList();
        assertEquals(List.of(laptop.id()), seenBy.stream().map(c -> c.device()).toList());
        assertEquals(server.clock().millis(), seenBy.getFirst().acknowledgedMs());
        assertEquals(TestKeys.bytes(60, 1), seenBy.getFirst().viewDigest());
    }

    @Test
    void givenAWakeChannel_whenAnotherDevicePushes_thenAFrameArrives() throws Exception {
        var channel = laptopClient.wakeChannel();
        assertEquals(0, next(channel).head());
        desk.write(1);

        var head = assertInstanceOf(PushAnswer.Appended.class, deskClient.push(desk, 1)).head();

        var wake = next(channel);
        assertEquals(head.position(), wake.head());
        assertEquals(3, wake.controlPosition());
        laptopClient.post("/v1/acknowledge", new Acknowledge(head, null));
        assertTrue(next(channel).acknowledgements() > wake.acknowledgements());
    }

    @Test
    void givenARevocation_whenTheDeviceComesBack_thenItIsShutOutAndItsChannelClosed()
            throws Exception {
        var channel = laptopClient.wakeChannel();
        next(channel);
        var revoked = account.revoked(LAPTOP, 0, TestAccount.newKey(2, DESK));
        var record = account.nextByDevice(DESK, revoked);

        var append = new ControlAppend(account.account(), List.of(record.encode()));
        assertEquals(
                new ControlAnswer.Appended(4),
                deskClient.post("/v1/control", append).as(ControlAnswer.class));

        assertEquals(4003, channel.closed().get(10, TimeUnit.SECONDS));
        laptop.write(1);
        var push = laptopClient.post("/v1/push", TestClient.pushOf(laptop, 1));
        assertEquals(403, push.status());
        assertEquals(new Refusal.Revoked(), push.as(Refusal.class));
        assertEquals(new SessionAnswer.DeviceRevoked(), laptopClient.session(laptop));
        var states =
                deskClient.get("/v1/connections").as(Connections.class).connections().stream()
                        .map(connection -> connection.state())
                        .toList();
        assertEquals(List.of(ConnectionState.ACTIVE, ConnectionState.REVOKED), states);
    }

    @Test
    void givenAForgedRevocation_whenAppended_thenRejectedAndNothingChanges() throws IOException {
        var revoked = account.revoked(LAPTOP, 0, TestAccount.newKey(2, DESK));
        var forged = account.next(new Author.Device(desk.id()), revoked, TestKeys.ed25519(99));

        var answer =
                deskClient.post(
                        "/v1/control",
                        new ControlAppend(account.account(), List.of(forged.encode())));

        var rejected =
                assertInstanceOf(ControlAnswer.Rejected.class, answer.as(ControlAnswer.class));
        assertEquals(4, rejected.position());
        assertInstanceOf(SessionAnswer.Opened.class, laptopClient.session(laptop));
    }

    @Test
    void givenAServerSetBack_whenADeviceReports_thenANewEpochAndItsEntriesHeal() throws Exception {
        desk.write(2);
        deskClient.push(desk, 1);
        server.close();
        var copy = data.resolveSibling("copy");
        copyTree(data, copy);
        server = new TestServer(data, Limits.DEFAULT);
        reconnect();
        desk.write(2);
        var seen = assertInstanceOf(PushAnswer.Appended.class, deskClient.push(desk, 3)).head();
        server.close();
        server = new TestServer(copy, Limits.DEFAULT);
        reconnect();

        var differs = assertInstanceOf(PullAnswer.CursorDiffers.class, deskClient.pull(seen));
        var begun =
                assertInstanceOf(
                        NewEpoch.Begun.class,
                        deskClient
                                .post("/v1/lost", new LostCursor(seen, differs.head()))
                                .as(NewEpoch.class));
        assertEquals(2, begun.from().epoch());

        var healed = assertInstanceOf(PushAnswer.Appended.class, laptopClient.push(desk, 1));
        assertTrue(healed.positions().getLast() > seen.position());
        assertEquals(
                4,
                entries(assertInstanceOf(PullAnswer.Page.class, laptopClient.pull(Cursor.START)))
                        .size());
    }

    @Test
    void givenAServerThatLostEverything_whenADeviceSignsUpAgain_thenItIsBack() throws Exception {
        account.byDevice(DESK, new ControlChange.DeviceRenamed(desk.id(), TestKeys.bytes(64, 5)));
        server.close();
        server = new TestServer(data.resolveSibling("empty"), Limits.DEFAULT);
        deskClient.close();
        deskClient = server.client();

        assertEquals(new SessionAnswer.UnknownAccount(), deskClient.session(desk));
        assertEquals(
                new SignUpAnswer.SignedUp(account.account()), deskClient.signUp(account, "maria"));
        assertInstanceOf(SessionAnswer.Opened.class, deskClient.session(desk));
    }

    @Test
    void givenBlobs_whenPutAskedAndFetched_thenHeldOnce() throws IOException {
        var name = TestKeys.bytes(32, 1);
        var content = TestKeys.bytes(100_000, 2);
        var names = new BlobNames(List.of(name, TestKeys.bytes(32, 3)));

        assertEquals(404, deskClient.get("/v1/blobs/" + name.toHex()).status());
        assertEquals(
                200, deskClient.send("PUT", "/v1/blobs/" + name.toHex(), content.array()).status());
        assertEquals(
                200, deskClient.send("PUT", "/v1/blobs/" + name.toHex(), new byte[] {1}).status());

        assertEquals(
                new BlobNames(List.of(name)),
                laptopClient.post("/v1/blobs/held", names).as(BlobNames.class));
        assertEquals(content, new Bytes(laptopClient.get("/v1/blobs/" + name.toHex()).body()));
    }

    @Test
    void givenASession_whenItsTimeIsUp_thenNotAuthenticated() throws IOException {
        server.clock().advance(Duration.ofMinutes(16));

        var answer = deskClient.get("/v1/heads");

        assertEquals(401, answer.status());
        assertEquals(new Refusal.NotAuthenticated(), answer.as(Refusal.class));
    }

    @Test
    void givenAnOldChallenge_whenAnswered_thenWrongProof() throws IOException {
        var query = new ChallengeQuery(account.account(), desk.id());
        var challenge = deskClient.post("/v1/challenge", query).as(Challenge.class);
        server.clock().advance(Duration.ofMinutes(2));

        var proof =
                SessionQuery.signed(
                        account.account(),
                        desk.id(),
                        challenge.challenge(),
                        desk.sign().getPrivate());

        assertEquals(
                new SessionAnswer.WrongProof(),
                deskClient.post("/v1/session", proof).as(SessionAnswer.class));
    }

    @Test
    void givenOperatorsPaths_whenAsked_thenTheyAnswer() throws IOException {
        desk.write(1);
        deskClient.push(desk, 1);

        assertEquals("ok\n", text(deskClient.get("/healthz")));
        assertEquals("ready\n", text(deskClient.get("/readyz")));
        var hello = deskClient.get("/v1/hello").as(Hello.class);
        assertEquals(new Hello(1, "0.1.0", 8 << 20, server.clock().millis()), hello);
        var metrics = text(deskClient.get("/metrics"));
        assertTrue(metrics.contains("odradek_log_force_seconds_count"), metrics);
        assertTrue(metrics.contains("route=\"POST /v1/push\",status=\"200\""), metrics);
    }

    @Test
    void givenEntriesWithAMarker_whenTheServerHasStoredThem_thenNoFileShowsIt() throws IOException {
        var marker = "Zwirnspule-7f3a";
        desk.write(marker);
        deskClient.push(desk, 1);
        server.close();

        try (var files = Files.walk(data)) {
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                var content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertFalse(content.contains(marker), file.toString());
            }
        }
    }

    private void reconnect() throws IOException {
        deskClient.close();
        laptopClient.close();
        deskClient = server.client();
        laptopClient = server.client();
        assertInstanceOf(SessionAnswer.Opened.class, deskClient.session(desk));
        assertInstanceOf(SessionAnswer.Opened.class, laptopClient.session(laptop));
    }

    private static Wake next(TestClient.WakeChannel channel) throws Exception {
        var wake = channel.wakes().poll(10, TimeUnit.SECONDS);
        assertNotNull(wake);
        return wake;
    }

    private static String text(TestClient.Response response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static List<Bytes> entries(PullAnswer.Page page) {
        var entries = new ArrayList<Bytes>();
        for (var record : page.records()) {
            if (record instanceof LogRecord.Entry(_, var sealed)) {
                entries.add(sealed);
            }
        }
        return entries;
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}

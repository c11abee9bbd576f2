package org.odradek.sync.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.entry.EntryId;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.protocol.TestKeys;
import org.odradek.sync.protocol.control.TestAccount;
import org.odradek.sync.protocol.wire.ControlAppend;
import org.odradek.sync.protocol.wire.DeviceHeads;
import org.odradek.sync.protocol.wire.Push;
import org.odradek.sync.protocol.wire.PushAnswer;
import org.odradek.sync.protocol.wire.Refusal;
import org.odradek.sync.server.TestClient;
import org.odradek.sync.server.TestDevice;
import org.odradek.sync.server.TestServer;
import org.odradek.sync.server.limit.Limits;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

final class BadInputTest {
    private static final int DESK = 11;
    private static final int LAPTOP = 12;
    private static final Limits GENEROUS =
            new Limits(8, 90, 100_000, 64L << 20, 200_000, 8 << 20, 1_000_000, 1_000_000);

    private static final List<String> POSTS =
            List.of(
                    "/v1/salt",
                    "/v1/sign-up",
                    "/v1/log-in",
                    "/v1/challenge",
                    "/v1/session",
                    "/v1/control",
                    "/v1/control/lost",
                    "/v1/push",
                    "/v1/pull",
                    "/v1/acknowledge",
                    "/v1/hashes",
                    "/v1/lost",
                    "/v1/blobs/held",
                    "/v1/activate",
                    "/v1/clones",
                    "/v1/clones/confirm");

    @TempDir private Path data;

    private final TestAccount account = TestAccount.with(1, DESK, LAPTOP);
    private final TestDevice desk = new TestDevice(account.account(), DESK);
    private TestServer server;
    private TestClient client;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer(data, GENEROUS);
        client = server.client();
        client.signUp(account, "maria");
        client.session(desk);
    }

    /// What a control log holds is read only for those who have not used up their rate.
    @Test
    void givenTooMuchForAControlLog_whenSentMoreOftenThanGranted_thenFullAndThenTooMany()
            throws IOException {
        server.close();
        server =
                new TestServer(
                        data, new Limits(8, 90, 100_000, 64L << 20, 200_000, 16 << 20, 1, 10));
        client.close();
        client = server.client();
        var append = new ControlAppend(account.account(), List.of(new Bytes(new byte[8 << 20])));

        assertEquals(507, client.post("/v1/control", append).status());
        assertEquals(429, client.post("/v1/control", append).status());
        assertTooLarge("/v1/sign-up", (8 << 20) + 1);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void givenRandomBodies_whenSentEverywhere_thenMalformedAndNeverAFault() throws IOException {
        long seed = 20261124;
        var random = new Random(seed);
        for (int round = 0; round < 40; round++) {
            for (var path : POSTS) {
                var body = new byte[random.nextInt(200)];
                random.nextBytes(body);

                var answer = client.send("POST", path, body);

                assertEquals(400, answer.status(), path + " with seed " + seed);
                assertInstanceOf(Refusal.Malformed.class, answer.as(Refusal.class));
            }
        }
    }

    @Test
    void givenGiantBodies_whenSent_thenTooLarge() throws IOException {
        assertTooLarge("/v1/push", (8 << 20) + 1);
        assertTooLarge("/v1/pull", (64 << 10) + 1);
        assertTooLarge("/v1/log-in", (64 << 10) + 1);
    }

    @Test
    void givenAGiantBlob_whenPut_thenTooLarge() throws IOException {
        var answer =
                client.send("PUT", "/v1/blobs/" + TestKeys.bytes(32, 1).toHex(), new byte[2 << 20]);

        assertEquals(413, answer.status());
    }

    @Test
    void givenNoOrAWrongToken_whenAsked_thenNotAuthenticated() throws IOException {
        for (var token : List.of("", "x", "AAAA", "A".repeat(120), "ü")) {
            var answer =
                    server.client()
                            .withToken(token.equals("ü") ? "%C3%BC" : token)
                            .get("/v1/heads");

            assertEquals(401, answer.status());
            assertEquals(new Refusal.NotAuthenticated(), answer.as(Refusal.class));
        }
    }

    @Test
    void givenUnknownPathsAndMethods_whenAsked_thenNotFound() throws IOException {
        for (var path :
                List.of(
                        "/",
                        "/v1",
                        "/v1/nothing",
                        "/v2/hello",
                        "/v1/push/",
                        "/v1/blobs/../../log.mv.db")) {
            var answer = client.get(path);

            assertTrue(answer.status() == 404 || answer.status() == 400, path);
            answer.as(Refusal.class);
        }
        assertEquals(404, client.send("DELETE", "/v1/heads", new byte[0]).status());
        assertEquals(404, client.get("/v1/blobs/zz").status());
        assertEquals(400, client.get("/v1/control?after=-1").status());
    }

    @Test
    void givenEntriesOfAnotherAccountOrAStranger_whenPushed_thenNotProven() throws IOException {
        var foreign = new TestDevice(TestAccount.with(2, DESK).account(), DESK);
        foreign.write(1);
        var stranger = new TestDevice(account.account(), 13);
        stranger.write(1);

        for (var device : List.of(foreign, stranger)) {
            var push = new Push(TestClient.pushOf(device, 1).entries(), List.of(), null);
            var answer = client.post("/v1/push", push);

            assertEquals(422, answer.status());
            assertInstanceOf(Refusal.NotProven.class, answer.as(Refusal.class));
        }
    }

    @Test
    void givenADamagedEntryOrAForgedHead_whenPushed_thenNotProvenAndNothingKept()
            throws IOException {
        var sealed = desk.write(1).getFirst();
        var damaged = sealed.array().clone();
        damaged[damaged.length - 1] ^= 1;
        var forged =
                SignedHead.signed(
                        account.account(),
                        new EntryId(desk.id(), 1),
                        desk.head().hash(),
                        TestKeys.ed25519(99).getPrivate());

        assertEquals(
                422,
                client.post("/v1/push", new Push(List.of(new Bytes(damaged)), List.of(), null))
                        .status());
        assertEquals(
                422,
                client.post("/v1/push", new Push(List.of(sealed), List.of(forged), null)).status());

        assertInstanceOf(PushAnswer.Appended.class, client.push(desk, 1));
    }

    /// Nobody could take them, nor what comes behind them.
    @Test
    void givenOwnEntriesBeyondTheHead_whenPushed_thenNotProvenAndNothingKept() throws IOException {
        var sealed = desk.write(2);

        for (var heads : List.of(List.<SignedHead>of(), List.of(desk.headAt(1)))) {
            var answer = client.post("/v1/push", new Push(sealed, heads, null));

            assertEquals(422, answer.status());
            assertInstanceOf(Refusal.NotProven.class, answer.as(Refusal.class));
        }

        assertEquals(List.of(), client.get("/v1/heads").as(DeviceHeads.class).heads());
        assertInstanceOf(PushAnswer.Appended.class, client.push(desk, 1));
    }

    /// Who gives them back may have the only head behind thousands of them.
    @Test
    void givenAnothersEntriesWithoutAHead_whenPushed_thenAppended() throws IOException {
        var laptop = new TestDevice(account.account(), LAPTOP);
        var push = new Push(laptop.write(2), List.of(), null);

        assertInstanceOf(
                PushAnswer.Appended.class, client.post("/v1/push", push).as(PushAnswer.class));
    }

    @Test
    void givenAFullAccount_whenPushedOrPut_thenStorageFull() throws IOException {
        var chunk = new byte[190_000];
        var name = TestKeys.bytes(32, 1).toHex();
        assertEquals(200, client.send("PUT", "/v1/blobs/" + name, chunk).status());
        desk.write(60);

        var push = client.post("/v1/push", TestClient.pushOf(desk, 1));
        var put = client.send("PUT", "/v1/blobs/" + TestKeys.bytes(32, 2).toHex(), chunk);

        assertEquals(507, push.status());
        assertEquals(new Refusal.StorageFull(200_000), push.as(Refusal.class));
        assertEquals(507, put.status());
        assertEquals(200, client.send("PUT", "/v1/blobs/" + name, chunk).status());
    }

    @Test
    void givenABrokenRequestLine_whenSent_thenARefusalAndNoPage() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write(
                            "GET / HTTP/1.1\r\nno header\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            var answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

            assertTrue(answer.startsWith("HTTP/1.1 4"), answer);
            assertFalse(answer.contains("<html"), answer);
        }
    }

    /// Found by `HostileFuzzTest`: Jetty answers these with 505 and 501.
    @Test
    void givenAVersionOrAnEncodingThatNobodySpeaks_whenSent_thenTheSendersFault()
            throws IOException {
        for (var head :
                List.of(
                        "GET /healthz HTTP/7.3\r\nHost: a\r\n\r\n",
                        "POST /v1/salt HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: zip\r\n\r\n")) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                socket.shutdownOutput();
                var answer =
                        new String(
                                socket.getInputStream().readAllBytes(),
                                StandardCharsets.ISO_8859_1);
                assertTrue(answer.startsWith("HTTP/1.1 4"), answer);
            }
        }
    }

    /// Nothing is ever inflated: a bomb is only what it is on the wire.
    @Test
    void givenACompressedBody_whenSent_thenItIsReadAsItIs() throws IOException {
        var packed = new java.io.ByteArrayOutputStream();
        try (var gzip = new java.util.zip.GZIPOutputStream(packed)) {
            gzip.write(new byte[20 << 20]);
        }
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write(
                            ("POST /v1/salt HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                                            + "Content-Encoding: gzip\r\nContent-Length: "
                                            + packed.size()
                                            + "\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(packed.toByteArray());
            var answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
        }
    }

    private void assertTooLarge(String path, int sizeBytes) throws IOException {
        var answer = client.send("POST", path, new byte[sizeBytes]);

        assertEquals(413, answer.status(), path);
        assertInstanceOf(Refusal.TooLarge.class, answer.as(Refusal.class));
    }
}

package org.odradek.sync.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.protocol.control.TestAccount;
import org.odradek.sync.protocol.wire.SessionAnswer;
import org.odradek.sync.protocol.wire.Wire;
import org.odradek.sync.server.limit.Limits;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// How a server goes down, and what it leaves in its log.
final class DrainTest {
    private static final int DESK = 11;

    @TempDir private Path data;

    private final TestAccount account = TestAccount.with(1, DESK);
    private final TestDevice desk = new TestDevice(account.account(), DESK);

    @Test
    void givenAWakeChannelAndARequestUnderWay_whenDrained_thenOneHearsItAndTheOtherIsAnswered()
            throws Exception {
        var server = new TestServer(data, Limits.DEFAULT);
        try (var client = server.client()) {
            client.signUp(account, "maria");
            var token = ((SessionAnswer.Opened) client.session(desk)).token().value();
            var channel = client.wakeChannel();
            assertNotNull(channel.wakes().poll(20, TimeUnit.SECONDS));
            desk.write(1);
            var push = Wire.encode(TestClient.pushOf(desk, 1));
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                socket.getOutputStream().write(head(token, push.length));
                socket.getOutputStream().write(push, 0, push.length / 2);
                // The head is with the server when another request's answer has come over this
                // line's
                // elder sister.
                assertEquals(200, client.get("/readyz").status());
                awaitRequest(client);

                var closing = Thread.ofPlatform().start(() -> close(server));
                assertEquals(1001, channel.closed().get(20, TimeUnit.SECONDS));
                socket.getOutputStream()
                        .write(push, push.length / 2, push.length - push.length / 2);
                var answer =
                        new String(
                                socket.getInputStream().readAllBytes(),
                                StandardCharsets.ISO_8859_1);

                assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
                closing.join();
            }
        }
        try (var again = new TestServer(data, Limits.DEFAULT);
                var client = again.client()) {
            client.session(desk);
            assertEquals(client.push(desk, 1), client.push(desk, 1));
        }
    }

    /// Until the server has seen both requests: this one, and the one whose body is not whole.
    private static void awaitRequest(TestClient client) throws IOException {
        while (!new String(client.get("/metrics").body(), StandardCharsets.UTF_8)
                .contains("odradek_requests_underway 2.0")) {
            Thread.onSpinWait();
        }
    }

    private static byte[] head(String token, int length) {
        return ("POST /v1/push HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
                        + token
                        + "\r\nContent-Length: "
                        + length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void close(TestServer server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// Everything that the server could say of a day with faults and refusals, at the finest level.
    @Test
    void givenSecretsInRequests_whenEverythingIsLogged_thenNoneOfThemIs() throws Exception {
        var said = new ArrayList<String>();
        var listening = listening(said);
        var ours = Logger.getLogger("org.odradek");
        ours.addHandler(listening);
        ours.setLevel(Level.ALL);
        var secrets = new ArrayList<String>();
        try (var server = new TestServer(data, Limits.DEFAULT);
                var client = server.client()) {
            client.signUp(account, "maria");
            var token = ((SessionAnswer.Opened) client.session(desk)).token().value();
            secrets.add(token);
            secrets.add(TestCredentials.PASSWORD_KEY.toHex());
            secrets.add(TestCredentials.RECOVERY_KEY.toHex());
            desk.write(2);
            client.push(desk, 1);
            for (var entry : desk.entries()) {
                secrets.add(new org.odradek.sync.protocol.Bytes(entry.causal()).toHex());
            }
            client.send("POST", "/v1/push", new byte[] {1, 2, 3});
            client.send("POST", "/v1/log-in", Wire.encode(TestCredentials.of(account, "eve", 1)));
            client.withToken(token + "x").get("/v1/heads");
            var channel = client.withToken(token).wakeChannel();
            channel.socket().abort();
        } finally {
            ours.removeHandler(listening);
            ours.setLevel(null);
        }
        var all = String.join("\n", said);
        for (var secret : secrets) {
            assertFalse(all.contains(secret), secret);
        }
        assertFalse(all.contains("Bearer"), all);
        assertFalse(all.contains("[B@"), all);
    }

    private static Handler listening(List<String> said) {
        var format = new SimpleFormatter();
        return new Handler() {
            @Override
            public void publish(LogRecord record) {
                synchronized (said) {
                    said.add(format.format(record));
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}

package org.odradek.sync.server;

import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.control.TestAccount;
import org.odradek.sync.protocol.wire.Challenge;
import org.odradek.sync.protocol.wire.ChallengeQuery;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.Pull;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.protocol.wire.Push;
import org.odradek.sync.protocol.wire.PushAnswer;
import org.odradek.sync.protocol.wire.SessionAnswer;
import org.odradek.sync.protocol.wire.SessionQuery;
import org.odradek.sync.protocol.wire.SignUp;
import org.odradek.sync.protocol.wire.SignUpAnswer;
import org.odradek.sync.protocol.wire.Wake;
import org.odradek.sync.protocol.wire.Wire;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;

/// Speaks to a server as a device does, one request after the other.
public final class TestClient implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private String token = "";

    public TestClient(String url) {
        this.url = url;
    }

    /// What came back.
    public record Response(int status, byte[] body) {
        public <T> T as(Class<T> type) {
            return Wire.decode(body, type);
        }
    }

    public Response post(String path, Object message) throws IOException {
        return send("POST", path, Wire.encode(message));
    }

    public Response get(String path) throws IOException {
        return send("GET", path, new byte[0]);
    }

    public Response send(String method, String path, byte[] body) throws IOException {
        var request =
                HttpRequest.newBuilder(URI.create(url + path))
                        .timeout(TIMEOUT)
                        .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Response(response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    public TestClient withToken(String value) {
        token = value;
        return this;
    }

    public SignUpAnswer signUp(TestAccount account, String user) throws IOException {
        var signUp = new SignUp(TestCredentials.of(account, user, 1), account.log());
        return post("/v1/sign-up", signUp).as(SignUpAnswer.class);
    }

    public SessionAnswer session(TestDevice device) throws IOException {
        var challenge =
                post("/v1/challenge", new ChallengeQuery(device.account(), device.id()))
                        .as(Challenge.class);
        var proof =
                SessionQuery.signed(
                        device.account(),
                        device.id(),
                        challenge.challenge(),
                        device.sign().getPrivate());
        var answer = post("/v1/session", proof).as(SessionAnswer.class);
        if (answer instanceof SessionAnswer.Opened opened) {
            token = opened.token().value();
        }
        return answer;
    }

    /// Pushes the device's entries from this seq on, with its newest head.
    public PushAnswer push(TestDevice device, int fromSeq) throws IOException {
        return post("/v1/push", pushOf(device, fromSeq)).as(PushAnswer.class);
    }

    public static Push pushOf(TestDevice device, int fromSeq) {
        List<Bytes> sealed =
                device.entries().stream()
                        .skip(fromSeq - 1L)
                        .map(entry -> new Bytes(entry.encode()))
                        .toList();
        return new Push(sealed, List.of(device.head()), null);
    }

    public PullAnswer pull(Cursor after) throws IOException {
        return post("/v1/pull", Pull.after(after)).as(PullAnswer.class);
    }

    /// A wake channel: what it has received, and how it was closed.
    public record WakeChannel(
            WebSocket socket, BlockingQueue<Wake> wakes, CompletableFuture<Integer> closed) {}

    public WakeChannel wakeChannel() {
        var wakes = new LinkedBlockingQueue<Wake>();
        var closed = new CompletableFuture<Integer>();
        var socket =
                http.newWebSocketBuilder()
                        .header("Authorization", "Bearer " + token)
                        .buildAsync(
                                URI.create(url.replace("http", "ws") + "/v1/wake"),
                                new WebSocket.Listener() {
                                    @Override
                                    public CompletionStage<?> onBinary(
                                            WebSocket webSocket, ByteBuffer data, boolean last) {
                                        var frame = new byte[data.remaining()];
                                        data.get(frame);
                                        wakes.add(Wire.decode(frame, Wake.class));
                                        webSocket.request(1);
                                        return CompletableFuture.completedFuture(null);
                                    }

                                    @Override
                                    public CompletionStage<?> onClose(
                                            WebSocket webSocket, int statusCode, String reason) {
                                        closed.complete(statusCode);
                                        return CompletableFuture.completedFuture(null);
                                    }
                                })
                        .join();
        return new WakeChannel(socket, wakes, closed);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}

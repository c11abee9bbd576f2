package org.odradek.sync.server.load;

import org.odradek.sync.protocol.wire.Challenge;
import org.odradek.sync.protocol.wire.ChallengeQuery;
import org.odradek.sync.protocol.wire.SessionAnswer;
import org.odradek.sync.protocol.wire.SessionQuery;
import org.odradek.sync.protocol.wire.Wire;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/// Sends requests as a device does, and remembers how long each took and how it ended. Thread-safe.
final class LoadClient implements AutoCloseable {
    private static final Duration REQUEST_MAX = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();
    private final URI server;
    private final ConcurrentSkipListMap<Integer, Integer> statuses = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListMap<String, Integer> refusals = new ConcurrentSkipListMap<>();
    private volatile String phase = "running";

    LoadClient(URI server) {
        this.server = server;
    }

    /// The message of a 200.
    ///
    /// @param token empty without one
    /// @throws RefusedException for any other status
    <T> T post(String path, String token, Object message, Class<T> type, Durations durations)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(server.resolve(path))
                        .timeout(REQUEST_MAX)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(Wire.encode(message)));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        long beganNs = System.nanoTime();
        var response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        durations.add(System.nanoTime() - beganNs);
        statuses.merge(response.statusCode(), 1, Integer::sum);
        if (response.statusCode() != 200) {
            var what = phase + ": " + response.statusCode() + " " + path;
            refusals.merge(what, 1, Integer::sum);
            throw new RefusedException(path, response.statusCode());
        }
        return Wire.decode(response.body(), type);
    }

    /// A device's session, proven anew.
    String session(LoadDevice device, Durations durations)
            throws IOException, InterruptedException {
        var query = new ChallengeQuery(device.account(), device.id());
        var challenge = post("/v1/challenge", "", query, Challenge.class, durations).challenge();
        var proof =
                SessionQuery.signed(
                        device.account(), device.id(), challenge, device.sign().getPrivate());
        return switch (post("/v1/session", "", proof, SessionAnswer.class, durations)) {
            case SessionAnswer.Opened opened -> opened.token().value();
            case SessionAnswer.UnknownAccount _,
                    SessionAnswer.UnknownDevice _,
                    SessionAnswer.DeviceRevoked _,
                    SessionAnswer.WrongProof _ ->
                    throw new IOException("the server does not know a device of this load");
        };
    }

    /// How many answers there were of each status.
    Map<Integer, Integer> statuses() {
        return statuses;
    }

    /// How often what was refused, and when.
    Map<String, Integer> refusals() {
        return refusals;
    }

    /// From now on refusals are counted under this name.
    void enter(String phase) {
        this.phase = phase;
    }

    /// The server answered, but not with what was asked for.
    static final class RefusedException extends IOException {
        RefusedException(String path, int status) {
            super(path + " was answered with " + status);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}

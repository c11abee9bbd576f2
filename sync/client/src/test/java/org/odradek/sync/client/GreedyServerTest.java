package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.client.transport.Transport;
import org.odradek.sync.protocol.clone.CloneAnswer;
import org.odradek.sync.protocol.clone.CloneOffer;
import org.odradek.sync.protocol.clone.CloneWish;
import org.odradek.sync.protocol.connection.Connections;
import org.odradek.sync.protocol.wire.BlobNames;
import org.odradek.sync.protocol.wire.Wire;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// A server that asks for clones, takes their chunks, and then says that it lacks them.
final class GreedyServerTest {
    private static final String PASSWORD = "correct horse battery staple";

    /// A few of them are more than a chunk.
    private static final int LONG_TEXT = 400_000;

    private static final int TIMES_MAX = 3;

    @TempDir Path folder;
    private TestServer server;
    private TestDevice desk;
    private UnaryOperator<CloneAnswer> offered = answer -> answer;
    private boolean saysItHoldsNothing;
    private boolean failsToTake;
    private CloneOffer newest;
    private int offers;
    private final Map<String, Integer> given = new TreeMap<>();

    @BeforeEach
    void open() throws IOException {
        server = new TestServer(folder.resolve("server"));
        desk =
                new TestDevice(
                        folder.resolve("desk"),
                        "Desk PC",
                        server.url(),
                        TestTransport.of(this::greedy));
        desk.create("ada", PASSWORD);
        for (int i = 0; i < 5; i++) {
            desk.note("Long " + i, Integer.toString(i).repeat(LONG_TEXT));
        }
    }

    @AfterEach
    void close() throws IOException {
        desk.close();
        server.close();
    }

    private Transport.Raw greedy(Transport.Request request, Transport real) {
        if (request.path().equals("/v1/connections")) {
            return changed(
                    real.send(request),
                    Connections.class,
                    answer -> new Connections(answer.connections(), new CloneWish(true, null)));
        }
        if (request.path().equals("/v1/blobs/held") && saysItHoldsNothing) {
            return new Transport.Raw.Arrived(200, Wire.encode(new BlobNames(List.of())));
        }
        if (request.method().equals("POST") && request.path().equals("/v1/clones")) {
            offers++;
            newest = Wire.decode(Objects.requireNonNull(request.body()), CloneOffer.class);
            return changed(real.send(request), CloneAnswer.class, offered);
        }
        if (request.method().equals("PUT") && request.path().startsWith("/v1/blobs/")) {
            if (failsToTake) {
                return new Transport.Raw.Silent("cut off");
            }
            given.merge(request.path(), 1, Integer::sum);
        }
        return real.send(request);
    }

    private static <T> Transport.Raw changed(
            Transport.Raw raw, Class<T> what, UnaryOperator<T> change) {
        return raw instanceof Transport.Raw.Arrived(int status, byte[] body) && status == 200
                ? new Transport.Raw.Arrived(200, Wire.encode(change.apply(Wire.decode(body, what))))
                : raw;
    }

    /// Works until the device rests.
    private void works() {
        int turns = 0;
        while (desk.sync.turn().isZero()) {
            assertTrue(++turns < 300, "no rest");
        }
    }

    private void assertNothingWasGivenTooOften() {
        assertTrue(given.size() > 2, "one chunk alone");
        assertTrue(given.values().stream().allMatch(times -> times <= TIMES_MAX), given.toString());
    }

    @Test
    void givenAServerThatAlwaysLacksAClonesChunks_whenAskedForClones_thenItIsLeftAlone() {
        offered = _ -> new CloneAnswer.Missing(newest.blobs());

        works();
        for (int i = 0; i < 2 * TIMES_MAX; i++) {
            desk.note("Short " + i, "");
            assertEquals(SyncState.Kind.UP_TO_DATE, desk.sync().kind());
        }

        assertNothingWasGivenTooOften();
        assertEquals(TIMES_MAX, offers);
    }

    @Test
    void givenAServerThatLacksItDoesNotSayWhat_whenAskedForClones_thenItIsLeftAlone() {
        offered = _ -> new CloneAnswer.Missing(List.of());

        works();

        assertEquals(TIMES_MAX, offers);
        assertTrue(given.values().stream().allMatch(times -> times == 1), given.toString());
    }

    @Test
    void givenAServerThatHoldsNothingOfEarlierClones_whenAskedForClones_thenItIsLeftAlone() {
        saysItHoldsNothing = true;

        for (int i = 0; i < 2 * TIMES_MAX; i++) {
            desk.note("Short " + i, "");
            assertEquals(SyncState.Kind.UP_TO_DATE, desk.sync().kind());
        }

        assertNothingWasGivenTooOften();
    }

    @Test
    void givenALineThatIsCutOften_whenAskedForAClone_thenItIsMadeNevertheless() {
        failsToTake = true;
        for (int i = 0; i < 2 * TIMES_MAX; i++) {
            works();
        }
        failsToTake = false;

        works();

        assertEquals(1, offers);
        assertNothingWasGivenTooOften();
    }
}

package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.client.account.Revoking;
import org.odradek.sync.client.transport.Transport;
import org.odradek.sync.protocol.clone.Clones;
import org.odradek.sync.protocol.connection.ConnectionState;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.protocol.wire.Wire;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/// A device that stayed away comes back to a server which keeps nothing for it, through a clone that another device made.
final class CloneTest {
    private static final String PASSWORD = "correct horse battery staple";

    /// A few of them are more than a chunk.
    private static final int LONG_TEXT = 400_000;

    @TempDir Path folder;
    private TestServer server;
    private TestDevice desk;
    private TestDevice tablet;
    private TestDevice laptop;
    private BiFunction<Transport.Request, Transport, Transport.Raw> deskLine =
            (request, real) -> real.send(request);
    private BiFunction<Transport.Request, Transport, Transport.Raw> laptopLine =
            (request, real) -> real.send(request);
    private int chunksSent;
    private int chunksFetched;

    @BeforeEach
    void open() throws IOException {
        server = new TestServer(folder.resolve("server"));
        desk =
                new TestDevice(
                        folder.resolve("desk"),
                        "Desk PC",
                        server.url(),
                        TestTransport.of(this::deskSends));
        tablet = new TestDevice(folder.resolve("tablet"), "Tablet", server.url());
        laptop =
                new TestDevice(
                        folder.resolve("laptop"),
                        "Laptop",
                        server.url(),
                        TestTransport.of(this::laptopSends));
        desk.create("ada", PASSWORD);
        tablet.logIn("ada", PASSWORD);
        laptop.logIn("ada", PASSWORD);
        desk.note("Bread", "flour");
        exchange(desk, tablet, laptop);
    }

    @AfterEach
    void close() throws IOException {
        desk.close();
        tablet.close();
        laptop.close();
        server.close();
    }

    private Transport.Raw deskSends(Transport.Request request, Transport real) {
        if (request.method().equals("PUT") && request.path().startsWith("/v1/blobs/")) {
            chunksSent++;
        }
        return deskLine.apply(request, real);
    }

    private Transport.Raw laptopSends(Transport.Request request, Transport real) {
        var raw = laptopLine.apply(request, real);
        if (isChunk(request) && raw instanceof Transport.Raw.Arrived) {
            chunksFetched++;
        }
        return raw;
    }

    private static boolean isChunk(Transport.Request request) {
        return request.method().equals("GET") && request.path().startsWith("/v1/blobs/");
    }

    private static void exchange(TestDevice... devices) {
        for (int round = 0; round < 2; round++) {
            for (var device : devices) {
                assertEquals(SyncState.Kind.UP_TO_DATE, device.sync().kind());
            }
        }
    }

    /// The laptop is away, the others go on, a clone is made and vouched for, and the log below it is dropped.
    private void laptopStaysAway() throws IOException {
        for (int i = 0; i < 5; i++) {
            desk.note("Long " + i, Integer.toString(i).repeat(LONG_TEXT));
        }
        exchange(desk, tablet);
        server.takeChannel(laptop);
        tablet.note("Soup", "leek");
        exchange(desk, tablet);
        assertTrue(server.trim(desk), "nothing was vouched for and dropped");
    }

    private void assertAllAreAlike() throws IOException {
        exchange(laptop, desk, tablet);
        assertEquals(desk.hash(), laptop.hash());
        assertEquals(desk.hash(), tablet.hash());
        assertEquals(ConnectionState.ACTIVE, server.state(laptop));
    }

    @Test
    void givenADeviceWithEditsOfItsOwn_whenItReturnsAfterTheLogWasDropped_thenAllAreAlike()
            throws IOException {
        laptopStaysAway();
        laptop.note("Mine", "written on a train");
        laptop.note("Mine, too", "");

        assertEquals(SyncState.Kind.UP_TO_DATE, laptop.sync().kind());

        assertEquals(
                List.of(
                        "Bread",
                        "Long 0",
                        "Long 1",
                        "Long 2",
                        "Long 3",
                        "Long 4",
                        "Mine",
                        "Mine, too",
                        "Soup"),
                laptop.titles());
        assertTrue(chunksFetched > 1, "one chunk alone");
        assertAllAreAlike();
    }

    @Test
    void givenNothingOfItsOwn_whenADeviceReturnsByAClone_thenItPushesNothing() throws IOException {
        laptopStaysAway();
        var paths = new ArrayList<String>();
        laptopLine =
                (request, real) -> {
                    paths.add(request.path());
                    return real.send(request);
                };

        assertEquals(SyncState.Kind.UP_TO_DATE, laptop.sync().kind());

        assertTrue(chunksFetched > 1, "one chunk alone");
        assertFalse(paths.contains("/v1/push"), paths.toString());
        assertAllAreAlike();
    }

    @Test
    void givenALogThatIsAlwaysSaidToBeDropped_whenACloneWasTaken_thenTheDeviceRests()
            throws IOException {
        laptopStaysAway();
        laptopLine =
                (request, real) ->
                        request.path().equals("/v1/pull")
                                ? new Transport.Raw.Arrived(
                                        200, Wire.encode(new PullAnswer.Trimmed(1)))
                                : real.send(request);

        int turns = 0;
        while (laptop.sync.turn().isZero()) {
            assertTrue(++turns < 100, "no rest");
        }

        assertEquals(SyncState.Kind.DELAYED, laptop.sync.state().kind());
    }

    /// The others have read beyond their newest clone, and there is no third place.
    @Test
    void givenAllDevicesWithAChannelAreLost_whenOneWithoutComes_thenItMakesACloneAndGetsAPlace()
            throws IOException {
        server.grant(TestServer.channels(2));
        laptopStaysAway();
        desk.note("Butter", "");
        exchange(desk, tablet);
        server.pass(Duration.ofDays(91));
        laptop.note("Mine", "");

        exchange(laptop);

        assertEquals(ConnectionState.ACTIVE, server.state(laptop));
        assertTrue(laptop.titles().containsAll(List.of("Butter", "Mine", "Soup")));
    }

    /// No page has told it that the account was changed, and its session has not run out.
    @Test
    void
            givenARemovalMeanwhile_whenADeviceReturnsInTheSameSession_thenItTakesTheCloneUnderTheNewKey()
                    throws IOException {
        try (var phone = new TestDevice(folder.resolve("phone"), "Phone", server.url())) {
            phone.logIn("ada", PASSWORD);
            exchange(phone, desk, tablet, laptop);
            assertInstanceOf(
                    Revoking.Outcome.Revoked.class,
                    desk.sync.revoke(phone.store.profile().device()));
        }
        laptopStaysAway();
        laptop.note("Mine", "written on a train");

        assertAllAreAlike();
        assertTrue(chunksFetched > 1, "one chunk alone");
    }

    @Test
    void givenTheLogIsStillThere_whenADeviceReturns_thenItNeedsNoClone() throws IOException {
        server.takeChannel(laptop);
        desk.note("Butter", "");
        exchange(desk);
        laptop.note("Mine", "");

        assertAllAreAlike();
        assertEquals(0, chunksFetched);
    }

    @Test
    void givenACutAfterEachRequest_whenTheDeviceReturns_thenItGoesOnAndFetchesEachChunkOnce()
            throws IOException {
        laptopStaysAway();
        laptop.note("Mine", "");
        int[] left = {0};
        laptopLine =
                (request, real) ->
                        isChunk(request) && left[0]-- <= 0
                                ? new Transport.Raw.Silent("cut off")
                                : real.send(request);
        int cuts = 0;
        for (left[0] = 1; !isUpToDate(laptop); left[0] = 1) {
            assertTrue(++cuts < 20, "it never ends");
            laptop.restart();
        }

        assertTrue(cuts > 1, "never cut off");
        assertEquals(chunksSent, chunksFetched);
        laptopLine = (request, real) -> real.send(request);
        assertAllAreAlike();
    }

    /// Works until the line is cut or nothing is left to do.
    private static boolean isUpToDate(TestDevice device) {
        SyncState.Kind kind;
        do {
            device.sync.turn();
            kind = device.sync.state().kind();
        } while (kind == SyncState.Kind.MOVING || kind == SyncState.Kind.CLONING);
        return kind == SyncState.Kind.UP_TO_DATE;
    }

    @Test
    void givenAChunkThatTheServerAltered_whenTheDeviceReturns_thenNothingIsTakenUntilItIsRight()
            throws IOException {
        laptopStaysAway();
        boolean[] lying = {true};
        laptopLine =
                (request, real) -> {
                    var raw = real.send(request);
                    if (lying[0]
                            && isChunk(request)
                            && raw instanceof Transport.Raw.Arrived(int status, byte[] body)) {
                        body[body.length / 2] ^= 1;
                        return new Transport.Raw.Arrived(status, body);
                    }
                    return raw;
                };

        assertEquals(SyncState.Kind.NEEDS_YOU, laptop.sync().kind());
        assertEquals(List.of("Bread"), laptop.titles());

        lying[0] = false;
        assertAllAreAlike();
    }

    @Test
    void givenNoCloneYet_whenTheDeviceReturns_thenItDeliversAndWaits() throws IOException {
        laptopStaysAway();
        laptopLine =
                (request, real) ->
                        request.path().equals("/v1/clones")
                                ? new Transport.Raw.Arrived(200, Wire.encode(new Clones(List.of())))
                                : real.send(request);
        laptop.note("Mine", "");

        assertEquals(SyncState.Kind.CLONING, laptop.sync.once(Duration.ZERO).kind());
        exchange(desk);

        assertTrue(desk.titles().contains("Mine"), "its own edit was not delivered");
        laptopLine = (request, real) -> real.send(request);
        assertAllAreAlike();
    }

    /// The entries are here before the word of their device, which comes with the end of the clone.
    @Test
    void givenWhatACloneAloneHas_whenItsDeviceIsRemoved_thenThatIsTakenFirstAndCounts()
            throws IOException {
        tablet.note("Soup", "leek");
        exchange(tablet, desk);
        server.takeChannel(laptop);
        exchange(desk, tablet);
        assertTrue(server.trim(desk), "nothing was vouched for and dropped");
        var removed = tablet.store.profile().device();

        var outcome = laptop.sync.revoke(removed);

        assertInstanceOf(Revoking.Outcome.Revoked.class, outcome, outcome.toString());
        var log = laptop.facts().controlLog(laptop.store.profile().account()).orElseThrow();
        assertEquals(1, log.device(removed).orElseThrow().lastEntry().orElseThrow().seq());
        exchange(laptop, desk);
        assertEquals(List.of("Bread", "Soup"), laptop.titles());
        assertEquals(desk.hash(), laptop.hash());
    }
}

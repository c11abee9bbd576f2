package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.entry.SealedEntry;
import org.odradek.sync.client.transport.Transport;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.connection.ActivateAnswer;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.DeviceHeads;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.protocol.wire.PushAnswer;
import org.odradek.sync.protocol.wire.Wire;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;

/// A server that says it has what it does not have.
final class SwallowingServerTest {
    private static final String PASSWORD = "correct horse battery staple";
    private static final int TURNS_MAX = 30;
    private static final Transport.Raw TAKEN =
            new Transport.Raw.Arrived(
                    200, Wire.encode(new PushAnswer.Appended(List.of(1L), Cursor.START)));

    @TempDir Path folder;
    private TestServer server;
    private TestDevice desk;
    private TestDevice phone;
    private BiFunction<Transport.Request, Transport, Transport.Raw> line =
            (request, real) -> real.send(request);

    @BeforeEach
    void open() throws IOException {
        server = new TestServer(folder.resolve("server"));
        desk =
                new TestDevice(
                        folder.resolve("desk"),
                        "Desk PC",
                        server.url(),
                        TestTransport.of((request, real) -> line.apply(request, real)));
        phone = new TestDevice(folder.resolve("phone"), "Phone", server.url());
        desk.create("ada", PASSWORD);
        phone.logIn("ada", PASSWORD);
        assertEquals(SyncState.Kind.UP_TO_DATE, desk.sync().kind());
        assertEquals(SyncState.Kind.UP_TO_DATE, phone.sync().kind());
    }

    @AfterEach
    void close() throws IOException {
        desk.close();
        phone.close();
        server.close();
    }

    /// Each looks for everything, whatever the wake channel tells.
    private void turns(int count) {
        for (int i = 0; i < count; i++) {
            desk.sync.poke();
            desk.sync.turn();
        }
    }

    /// What the wake channel tells meanwhile comes before what can wait, a few times.
    private void turnsUntilUpToDate() {
        for (int i = 0; i < TURNS_MAX && !isUpToDate(); i++) {
            turns(1);
        }
        assertTrue(isUpToDate(), desk.sync.state().toString());
    }

    private boolean isUpToDate() {
        return desk.sync.state().kind() == SyncState.Kind.UP_TO_DATE;
    }

    private void assertPhoneHas(String title) {
        assertEquals(SyncState.Kind.UP_TO_DATE, phone.sync().kind());
        assertEquals(List.of(title), phone.titles());
    }

    @Test
    void givenAPushThatIsAnsweredAndDropped_whenTheLogIsFetched_thenItIsNoticedAndPushedAgain() {
        line = (request, real) -> isPush(request) ? TAKEN : real.send(request);
        desk.note("Bread", "");
        turns(2);

        assertNotEquals(SyncState.Kind.UP_TO_DATE, desk.sync.state().kind());

        line = (request, real) -> real.send(request);
        turnsUntilUpToDate();
        assertPhoneHas("Bread");
    }

    private static boolean isPush(Transport.Request request) {
        return request.path().equals("/v1/push");
    }

    /// Nothing comes back to it.
    @Test
    void givenADeviceWithoutAChannel_whenAPushIsDropped_thenItAsksAndPushesAgain() {
        BiFunction<Transport.Request, Transport, Transport.Raw> withoutChannel =
                (request, real) ->
                        switch (request.path()) {
                            case "/v1/pull" -> arrived(new PullAnswer.Inactive(0));
                            case "/v1/activate" -> arrived(new ActivateAnswer.AtTheLimit(0));
                            default -> real.send(request);
                        };
        line = (request, real) -> isPush(request) ? TAKEN : withoutChannel.apply(request, real);
        desk.note("Bread", "");
        turns(6);

        line = withoutChannel;
        turns(6);
        assertPhoneHas("Bread");
    }

    private static Transport.Raw arrived(Object answer) {
        return new Transport.Raw.Arrived(200, Wire.encode(answer));
    }

    /// A server that says it has so many entries of a device, the last of which has the hash of this one.
    private static BiFunction<Transport.Request, Transport, Transport.Raw> claiming(
            SealedEntry entry, long seq) {
        var head =
                new DeviceHeads.DeviceHead(
                        entry.id().device(), seq, new Bytes(entry.header().hash()));
        var heads = Wire.encode(new DeviceHeads(List.of(head)));
        return (request, real) ->
                request.path().equals("/v1/heads")
                        ? new Transport.Raw.Arrived(200, heads)
                        : real.send(request);
    }

    @Test
    void givenHeadsBeyondWhatIsHere_whenTheyAreCompared_thenWhatIsHereIsPushedAllTheSame() {
        desk.note("Bread", "");
        var newest = desk.store.undelivered(10).getLast();
        line = claiming(newest, newest.id().seq() + 4);
        desk.restart();
        turnsUntilUpToDate();
        assertPhoneHas("Bread");
    }

    @Test
    void givenHeadsBeyondWhatIsHere_whenTheServerLostSomething_thenWhatItLacksIsPushedAtOnce()
            throws IOException {
        var backup = folder.resolve("backup.zip");
        server.backUp(backup);
        desk.note("Bread", "");
        assertEquals(SyncState.Kind.UP_TO_DATE, desk.sync().kind());
        server.restore(backup);
        desk.note("Butter", "");
        var newest = desk.store.undelivered(10).getLast();
        var lying = claiming(newest, newest.id().seq() + 4);
        int[] pushes = {0};
        line =
                (request, real) -> {
                    if (request.path().equals("/v1/push")) {
                        pushes[0]++;
                    }
                    return lying.apply(request, real);
                };
        desk.restart();
        turnsUntilUpToDate();

        assertEquals(2, pushes[0], "one that is refused, and one that is taken");
        assertEquals(SyncState.Kind.UP_TO_DATE, phone.sync().kind());
        assertEquals(List.of("Bread", "Butter"), phone.titles());
    }

    @Test
    void givenHeadsThatClaimTooMuch_whenTheNextSessionBegins_thenItIsPushedAllTheSame() {
        desk.note("Bread", "");
        var newest = desk.store.undelivered(10).getLast();
        line = claiming(newest, newest.id().seq());
        desk.restart();
        turns(6);
        assertEquals(0, desk.store.standing().undelivered());

        boolean[] refused = {false};
        line =
                (request, real) -> {
                    if (!refused[0] && request.path().equals("/v1/pull")) {
                        refused[0] = true;
                        return real.send(
                                new Transport.Request(
                                        request.method(), request.path(), null, request.body()));
                    }
                    return real.send(request);
                };
        turns(10);
        assertTrue(refused[0]);
        assertPhoneHas("Bread");
    }
}

package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.client.pull.Cursors;
import org.odradek.sync.client.transport.Transport;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.NewEpoch;
import org.odradek.sync.protocol.wire.Pull;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.protocol.wire.Wire;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/// A server that says that a device's place in the log is none, and names another one, to leave out what is in between.
final class HostileCursorTest {
    private static final String PASSWORD = "correct horse battery staple";

    @TempDir Path folder;
    private TestServer server;
    private TestDevice desk;
    private TestDevice laptop;
    private boolean lies;
    private Cursor named = Cursor.START;
    private Function<Cursor, NewEpoch> answer = NewEpoch.NotLost::new;

    @BeforeEach
    void open() throws IOException {
        server = new TestServer(folder.resolve("server"));
        desk = new TestDevice(folder.resolve("desk"), "Desk PC", server.url());
        laptop =
                new TestDevice(
                        folder.resolve("laptop"),
                        "Laptop",
                        server.url(),
                        TestTransport.of(this::between));
        desk.create("ada", PASSWORD);
        laptop.logIn("ada", PASSWORD);
        desk.note("Bread", "");
        for (var device : List.of(desk, laptop, desk)) {
            assertEquals(SyncState.Kind.UP_TO_DATE, device.sync().kind());
        }
        desk.note("Butter", "");
        desk.note("Salt", "");
        assertEquals(SyncState.Kind.UP_TO_DATE, desk.sync().kind());
        named = new Cursors(desk.store.facts(), desk.store::has).newest();
    }

    @AfterEach
    void close() throws IOException {
        desk.close();
        laptop.close();
        server.close();
    }

    private Transport.Raw between(Transport.Request request, Transport real) {
        if (lies && request.path().equals("/v1/lost")) {
            return new Transport.Raw.Arrived(200, Wire.encode(answer.apply(named)));
        }
        byte[] body = request.body();
        if (lies
                && body != null
                && request.path().equals("/v1/pull")
                && !Wire.decode(body, Pull.class).after().equals(named)) {
            return new Transport.Raw.Arrived(200, Wire.encode(new PullAnswer.CursorDiffers(named)));
        }
        return real.send(request);
    }

    private void assertNothingIsLeftOut() {
        lies = true;
        var state = laptop.look();
        assertEquals(SyncState.Kind.NEEDS_YOU, state.kind());
        assertTrue(String.valueOf(state.reason()).contains("don't fit"), state.reason());

        lies = false;
        assertEquals(SyncState.Kind.UP_TO_DATE, laptop.sync().kind());
        assertEquals(List.of("Bread", "Butter", "Salt"), laptop.titles());
    }

    @Test
    void givenAPlaceThatIsSaidNotToBeLost_whenItIsAnotherOne_thenTheDeviceDoesNotGoThere() {
        assertNothingIsLeftOut();
    }

    @Test
    void givenAPlaceThatIsSaidToBeCommon_whenItIsAnotherOne_thenTheDeviceDoesNotGoThere() {
        answer = NewEpoch.Begun::new;

        assertNothingIsLeftOut();
    }
}

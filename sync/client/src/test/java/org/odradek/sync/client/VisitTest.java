package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.client.account.Joining;
import org.odradek.sync.client.transport.Transport;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A device without a channel, in an account that has as many as it may have: it comes to see what there is, and goes on.
final class VisitTest {
    private static final String PASSWORD = "correct horse battery staple";
    private static final int TURNS_MAX = 30;

    @TempDir Path folder;
    private TestServer server;
    private TestDevice desk;
    private TestDevice laptop;
    private int requests;

    @BeforeEach
    void open() throws IOException {
        server = new TestServer(folder.resolve("server"), TestServer.channels(1));
        desk = new TestDevice(folder.resolve("desk"), "Desk PC", server.url());
        laptop =
                new TestDevice(
                        folder.resolve("laptop"),
                        "Laptop",
                        server.url(),
                        TestTransport.of(this::counted));
        desk.create("ada", PASSWORD);
        assertInstanceOf(Joining.Enrolled.class, laptop.logIn("ada", PASSWORD));
        desk.note("Bread", "");
        desk.sync();
        laptop.sync();
        server.takeChannel(laptop);
    }

    private Transport.Raw counted(Transport.Request request, Transport real) {
        requests++;
        return real.send(request);
    }

    @AfterEach
    void close() throws IOException {
        desk.close();
        laptop.close();
        server.close();
    }

    @Test
    void givenWhatOthersWrote_whenItVisits_thenItHasAllAndNoChannel() throws IOException {
        desk.note("Butter", "");
        desk.sync();

        assertEquals(SyncState.Kind.UP_TO_DATE, laptop.sync().kind());
        assertEquals(List.of("Bread", "Butter"), laptop.titles());
    }

    /// A visit ends where the log ended as it began, so that nobody says that there is nothing more.
    @Test
    void givenAnEndThatNobodyVouchesFor_whenItVisits_thenItRestsAndThePersonIsToldInTheEnd()
            throws IOException {
        desk.note("Butter", "");
        server.takeWithoutHead(desk);
        requests = 0;

        SyncState.Kind kind = SyncState.Kind.MOVING;
        int turns = 0;
        while (kind != SyncState.Kind.NEEDS_YOU && turns++ < TURNS_MAX) {
            laptop.sync.turn();
            kind = laptop.sync.state().kind();
        }

        assertEquals(SyncState.Kind.NEEDS_YOU, kind);
        assertTrue(requests < TURNS_MAX, requests + " requests");
        desk.note("Salt", "");
        desk.sync();
        assertEquals(SyncState.Kind.UP_TO_DATE, laptop.look().kind());
        assertEquals(List.of("Bread", "Butter", "Salt"), laptop.titles());
    }
}

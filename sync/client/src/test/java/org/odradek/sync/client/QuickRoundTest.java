package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.client.transport.HttpTransport;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.client.transport.Transport;
import org.odradek.sync.protocol.wire.Token;
import org.odradek.sync.protocol.wire.Wake;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// What is asked of the server while its wake channel tells what moves. The desk's clock stands still, its turns are the test's.
final class QuickRoundTest {
    private static final String PASSWORD = "correct horse battery staple";
    private static final int FRAME_MAX_S = 60;

    @TempDir Path folder;
    private final List<String> asked = new ArrayList<>();
    private final BlockingQueue<Wake> frames = new LinkedBlockingQueue<>();
    private Consumer<Wake> listener = _ -> {};
    private Runnable meanwhile = () -> {};
    private long heard = -1;
    private Instant now = Instant.parse("2027-01-01T08:00:00Z");
    private TestServer server;
    private TestDevice desk;
    private TestDevice phone;
    private Transport line;
    private SyncService sync;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        server = new TestServer(folder.resolve("server"));
        desk = new TestDevice(folder.resolve("desk"), "Desk PC", server.url());
        phone = new TestDevice(folder.resolve("phone"), "Phone", server.url());
        desk.create("ada", PASSWORD);
        phone.logIn("ada", PASSWORD);
        desk.sync();
        phone.sync();
        desk.sync();
        line = new Watched(HttpTransport.to(server.url()).orElseThrow());
        sync = new SyncService(desk.store, new ServerApi(line), () -> now, new Random(1));
        while (sync.turn().isZero()) {
            // Until it listens.
        }
        hear();
        while (sync.turn().isZero()) {
            // What the first frame tells.
        }
        asked.clear();
    }

    @AfterEach
    void close() throws IOException {
        sync.close();
        line.close();
        desk.close();
        phone.close();
        server.close();
    }

    private final class Watched implements Transport {
        private final Transport real;

        Watched(Transport real) {
            this.real = real;
        }

        @Override
        public Raw send(Request request) {
            asked.add(request.path());
            meanwhile.run();
            return real.send(request);
        }

        @Override
        public AutoCloseable listen(Token token, Consumer<Wake> woken, Runnable closed) {
            listener = woken;
            return real.listen(token, frames::add, closed);
        }

        @Override
        public void close() {
            real.close();
        }
    }

    /// Waits for the frame that tells of a new position, and hands it over.
    private void hear() throws InterruptedException {
        Wake frame;
        do {
            frame = frames.poll(FRAME_MAX_S, TimeUnit.SECONDS);
            assertNotNull(frame, "no frame came");
        } while (frame.head() <= heard);
        heard = frame.head();
        listener.accept(frame);
    }

    @Test
    void givenAnEditHere_thenItIsPushedAtOnceAndNothingElseIsAsked() throws InterruptedException {
        desk.note("Bread", "");
        sync.turn();
        assertEquals(List.of("/v1/push"), asked);

        hear();
        sync.turn();
        assertEquals(List.of("/v1/push"), asked);
        assertEquals(SyncState.Kind.UP_TO_DATE, sync.state().kind());
    }

    @Test
    void givenAWholeRound_whenSomethingIsWrittenMeanwhile_thenThatIsPushedBeforeTheRest()
            throws InterruptedException {
        wholeRoundIsDue();
        meanwhile =
                () -> {
                    meanwhile = () -> {};
                    desk.note("Eggs", "");
                };

        while (sync.turn().isZero()) {
            // One turn after the other.
        }

        assertEquals(List.of("/v1/pull", "/v1/acknowledge", "/v1/push"), asked.subList(0, 3));
        assertTrue(asked.contains("/v1/connections"), asked.toString());
    }

    @Test
    void givenAWholeRound_whenSomethingIsWrittenAllTheTime_thenItComesToItsEnd()
            throws InterruptedException {
        wholeRoundIsDue();
        meanwhile = () -> desk.note("Eggs", "");

        for (int turns = 0; turns < 10 && !asked.contains("/v1/connections"); turns++) {
            sync.turn();
        }

        assertTrue(asked.contains("/v1/connections"), asked.toString());
    }

    private void wholeRoundIsDue() throws InterruptedException {
        desk.note("Bread", "");
        sync.turn();
        hear();
        asked.clear();
        now = now.plusMillis(1000);
    }

    @Test
    void givenEditsHere_whenASecondHasPassed_thenOneWholeRoundServesThem()
            throws InterruptedException {
        desk.note("Bread", "");
        sync.turn();
        desk.note("Milk", "");
        sync.turn();
        hear();
        asked.clear();

        now = now.plusMillis(1000);
        sync.turn();

        assertEquals(List.of("/v1/pull", "/v1/acknowledge", "/v1/connections"), asked);
        assertEquals(20_000, sync.turn().toMillis());
        assertEquals(3, asked.size());
    }

    @Test
    void givenAnEditElsewhere_whenTheFrameComes_thenItIsFetchedAtOnce()
            throws InterruptedException {
        phone.note("Bread", "");
        phone.sync();
        hear();
        sync.turn();

        assertEquals(List.of("/v1/pull"), asked);
        assertEquals(List.of("Bread"), desk.titles());

        now = now.plusMillis(1000);
        sync.turn();
        assertTrue(asked.contains("/v1/acknowledge"), asked.toString());
    }

    @Test
    void givenEditsHereAndElsewhere_whenTheFrameComes_thenTheOtherOneIsFetchedAtOnce()
            throws InterruptedException {
        phone.note("Bread", "");
        phone.sync();
        desk.note("Milk", "");
        sync.turn();
        hear();
        asked.clear();
        sync.turn();

        assertEquals(List.of("/v1/pull"), asked);
        assertEquals(List.of("Bread", "Milk"), desk.titles());
    }

    @Test
    void givenPagesFromElsewhere_whenTheyAreFetched_thenTheyAreAcknowledgedOnceAtTheirEnd() {
        int notes = 1_100;
        for (int note = 0; note < notes; note++) {
            phone.note("Note " + note, "");
        }
        phone.sync();
        asked.clear();

        now = now.plusSeconds(20);
        while (sync.turn().isZero()) {
            // One page after the other.
        }

        assertEquals(notes, desk.titles().size());
        assertEquals(1, Collections.frequency(asked, "/v1/acknowledge"), asked.toString());
        assertTrue(asked.lastIndexOf("/v1/pull") < asked.indexOf("/v1/acknowledge"));
    }

    @Test
    void givenAPersonIsNeeded_whenEditsAreMade_thenTheyArePushedAtOnceAllTheSame() {
        desk.facts().rememberFork(1);
        now = now.plusSeconds(20);
        sync.turn();
        assertEquals(SyncState.Kind.NEEDS_YOU, sync.state().kind());
        asked.clear();

        desk.note("Bread", "");
        sync.turn();

        assertEquals(List.of("/v1/push"), asked);
        assertEquals(SyncState.Kind.NEEDS_YOU, sync.state().kind());
    }
}

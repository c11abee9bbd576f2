package org.odradek.sync.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.wire.Refusal;
import org.odradek.sync.server.ServerConfiguration;
import org.odradek.sync.server.ServerCore;
import org.odradek.sync.server.TestClock;
import org.odradek.sync.server.limit.Limits;
import org.odradek.sync.server.log.BusyException;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// What a line that is open hears when the server goes down or has very much to do.
final class OpenLinesTest {
    private static final String HELLO = "GET /v1/hello HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String WAKE =
            "GET /v1/wake HTTP/1.1\r\n"
                    + "Host: a\r\n"
                    + "Upgrade: websocket\r\n"
                    + "Connection: Upgrade\r\n"
                    + "Sec-WebSocket-Key: b2RyYWRlayBsb2FkIGtleQ==\r\n"
                    + "Sec-WebSocket-Version: 13\r\n\r\n";

    @TempDir private Path data;

    private final Server jetty = new Server();
    private final LocalConnector connector = new LocalConnector(jetty);
    private final Turns turns = new Turns(1);
    private ServerCore core;
    private WakeChannels channels;
    private Drain drain;

    @BeforeEach
    void start() throws Exception {
        core =
                ServerCore.open(
                        ServerConfiguration.loopback(
                                0, data, Limits.DEFAULT, new TestClock(), byte[]::new));
        var reception = core.reception();
        channels = reception.wakeChannels();
        var lines = new Lines(() -> 10, () -> 10, System::nanoTime, reception.meters());
        drain = HttpFront.handler(reception, channels, lines, turns);
        jetty.addConnector(connector);
        jetty.setHandler(drain);
        jetty.setErrorHandler(new PlainErrors());
        jetty.start();
    }

    @AfterEach
    void stop() throws Exception {
        jetty.stop();
        channels.close();
        core.close();
    }

    @Test
    void givenAnOpenLine_whenTheServerGoesDown_thenItsNextRequestIsAnsweredAsItsLast()
            throws Exception {
        var line = connector.executeRequest(HELLO);
        var before = line.getResponse();
        core.reception().drain();
        var drained = drain.shutdown();

        line.addInputAndExecute(HELLO);
        var answer = line.getResponse();

        assertTrue(before.startsWith("HTTP/1.1 200"), before);
        assertFalse(before.contains("Connection: close"), before);
        assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
        assertTrue(answer.contains("Connection: close"), answer);
        drained.get(20, TimeUnit.SECONDS);
    }

    @Test
    void
            givenAsMuchUnderWayAsIsWorkedOnAtOnce_whenAskedForAWakeChannel_thenItWaitsAndHealthDoesNot()
                    throws Exception {
        var isHeld = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var holder =
                Thread.ofPlatform()
                        .start(
                                () ->
                                        turns.take(
                                                () -> {
                                                    isHeld.countDown();
                                                    return await(mayEnd);
                                                }));
        isHeld.await();
        var line = connector.executeRequest(WAKE);
        while (turns.waiting() == 0 && line.getOutputString().isEmpty()) {
            Thread.onSpinWait();
        }

        int waiting = turns.waiting();
        var health = String.valueOf(connector.getResponse(HELLO.replace("v1/hello", "healthz")));
        mayEnd.countDown();

        assertTrue(health.startsWith("HTTP/1.1 200"), health);
        assertEquals(1, waiting);
        assertTrue(line.getResponse().startsWith("HTTP/1.1 401"));
        holder.join();
    }

    @Test
    void givenATooLargeBody_whenItsSenderSendsOn_thenTheLineStaysAndTheAnswerIsHeard()
            throws Exception {
        int half = 40_000;
        var line =
                connector.executeRequest(
                        "POST /v1/salt HTTP/1.1\r\nHost: a\r\nContent-Length: "
                                + 2 * half
                                + "\r\n\r\n"
                                + "x".repeat(half));
        var underway = core.reception().meters().get("odradek.requests.underway").gauge();
        while (line.getOutputString().isEmpty()
                && !(underway.value() == 1 && line.isFillInterested())) {
            Thread.onSpinWait();
        }

        line.addInputAndExecute("x".repeat(half) + HELLO);

        var refused = line.getResponse();
        assertTrue(refused.startsWith("HTTP/1.1 413"), refused);
        var next = String.valueOf(line.getResponse());
        assertTrue(next.startsWith("HTTP/1.1 200"), next);
    }

    @Test
    void givenAnEngineThatIsBusy_whenAsked_thenComeLaterAndCountedByReason() {
        var route =
                new Route.Open(
                        "GET",
                        "/",
                        0,
                        _ -> {
                            throw new BusyException("the database is away");
                        });

        var answer =
                core.reception().door().answer(route, "", new Call("", "", new Bytes(new byte[0])));

        assertEquals(new Answer.Refused(new Refusal.Busy(1_000)), answer);
        var scraped = core.reception().meters().scrape();
        assertTrue(
                scraped.contains("odradek_busy_total{reason=\"the database is away\"} 1.0"),
                scraped);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

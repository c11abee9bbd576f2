package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.client.transport.Transport;
import org.odradek.sync.protocol.wire.AccountChain;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.LogRecord;
import org.odradek.sync.protocol.wire.Pull;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.protocol.wire.Wire;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A server, or somebody who gives back what another wrote, whose log ends with entries for which nobody vouches yet.
final class WithheldHeadsTest {
    private static final String PASSWORD = "correct horse battery staple";
    private static final int LOOKS = 40;

    @TempDir Path folder;
    private final List<Integer> recordsByPage = new ArrayList<>();
    private boolean isWithheld;
    private TestServer server;
    private TestDevice desk;
    private TestDevice laptop;

    @BeforeEach
    void open() throws IOException {
        server = new TestServer(folder.resolve("server"), TestServer.manyRequests());
        desk = new TestDevice(folder.resolve("desk"), "Desk PC", server.url());
        laptop =
                new TestDevice(
                        folder.resolve("laptop"),
                        "Laptop",
                        server.url(),
                        TestTransport.of(this::upToAHead));
        desk.create("ada", PASSWORD);
        laptop.logIn("ada", PASSWORD);
        laptop.sync();
        desk.note("Bread", "");
        desk.note("Butter", "");
        assertEquals(SyncState.Kind.UP_TO_DATE, desk.sync().kind());
        recordsByPage.clear();
    }

    @AfterEach
    void close() throws IOException {
        desk.close();
        laptop.close();
        server.close();
    }

    private Transport.Raw upToAHead(Transport.Request request, Transport real) {
        var raw = real.send(request);
        if (!request.path().equals("/v1/pull")
                || !(raw instanceof Transport.Raw.Arrived(int status, var body))
                || status != 200
                || !(Wire.decode(body, PullAnswer.class) instanceof PullAnswer.Page page)) {
            return raw;
        }
        var after = Wire.decode(request.body(), Pull.class).after();
        var answer = isWithheld ? withoutHead(after, page) : page;
        if (!answer.records().isEmpty()) {
            recordsByPage.add(answer.records().size());
        }
        return new Transport.Raw.Arrived(200, Wire.encode(answer));
    }

    private static PullAnswer.Page withoutHead(Cursor after, PullAnswer.Page page) {
        var at = after;
        var records = new ArrayList<LogRecord>();
        for (var record : page.records()) {
            if (record instanceof LogRecord.Head) {
                break;
            }
            records.add(record);
            var chain = AccountChain.next(at.hash(), record);
            at = new Cursor(page.next().epoch(), record.position(), chain);
        }
        return new PullAnswer.Page(records, at, at.position(), page.controlPosition());
    }

    private void lookAgainAndAgain() {
        isWithheld = true;
        for (int look = 0; look < LOOKS; look++) {
            laptop.look();
        }
    }

    @Test
    void givenAnEndWithoutItsHead_whenLookedAtAgainAndAgain_thenItIsSeldomReadAnew() {
        lookAgainAndAgain();

        assertEquals(SyncState.Kind.NEEDS_YOU, laptop.sync.state().kind());
        assertEquals(List.of(), laptop.titles());
        assertTrue(recordsByPage.size() <= 7, recordsByPage.toString());
    }

    @Test
    void givenAnEndThatWasReadOften_whenItsHeadComes_thenThatAloneIsFetchedAtOnce() {
        lookAgainAndAgain();
        recordsByPage.clear();
        isWithheld = false;

        var state = laptop.look();

        assertEquals(SyncState.Kind.UP_TO_DATE, state.kind());
        assertEquals(List.of("Bread", "Butter"), laptop.titles());
        assertEquals(List.of(1), recordsByPage);
    }
}

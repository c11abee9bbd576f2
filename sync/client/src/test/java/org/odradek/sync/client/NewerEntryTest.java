package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.entry.SealedEntry;
import org.odradek.sync.client.account.Joining;
import org.odradek.sync.client.transport.Transport;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.wire.LogRecord;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.protocol.wire.Wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Another device writes entries in a format that this version does not know.
final class NewerEntryTest {
    private static final String PASSWORD = "correct horse battery staple";

    @TempDir Path folder;
    private TestServer server;
    private TestDevice desk;
    private TestDevice laptop;
    private boolean isNewer;

    @BeforeEach
    void open() throws IOException {
        server = new TestServer(folder.resolve("server"));
        desk = new TestDevice(folder.resolve("desk"), "Desk PC", server.url());
        desk.create("ada", PASSWORD);
        laptop = older("laptop");
        laptop.logIn("ada", PASSWORD);
        desk.note("Bread", "");
        desk.sync();
        laptop.sync();
        isNewer = true;
    }

    private TestDevice older(String at) {
        return new TestDevice(
                folder.resolve(at), "Laptop", server.url(), TestTransport.of(this::asNewer));
    }

    @AfterEach
    void close() throws IOException {
        desk.close();
        laptop.close();
        server.close();
    }

    private Transport.Raw asNewer(Transport.Request request, Transport real) {
        var raw = real.send(request);
        return isNewer
                        && request.path().equals("/v1/pull")
                        && raw instanceof Transport.Raw.Arrived(int status, var body)
                        && status == 200
                        && Wire.decode(body, PullAnswer.class) instanceof PullAnswer.Page page
                ? new Transport.Raw.Arrived(200, Wire.encode(asNewer(page)))
                : raw;
    }

    private static PullAnswer asNewer(PullAnswer.Page page) {
        var records = page.records().stream().map(NewerEntryTest::asNewer).toList();
        return new PullAnswer.Page(records, page.next(), page.head(), page.controlPosition());
    }

    private static LogRecord asNewer(LogRecord record) {
        return record instanceof LogRecord.Entry(var position, var sealed)
                ? new LogRecord.Entry(position, new Bytes(ofNextFormat(sealed.array())))
                : record;
    }

    /// The header's second byte is the format.
    private static byte[] ofNextFormat(byte[] sealed) {
        var header = SealedEntry.decode(sealed).header().encode();
        var next = sealed.clone();
        next[text(sealed).indexOf(text(header)) + 1]++;
        return next;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void givenEntriesOfANewerFormat_whenFetched_thenThePersonIsToldToUpdate() {
        desk.note("Butter", "");
        desk.sync();

        var state = laptop.sync();

        assertEquals(SyncState.Kind.NEEDS_YOU, state.kind());
        assertEquals(
                "This account was changed by a newer Odradek; update to go on.", state.reason());
        assertEquals(List.of("Bread"), laptop.titles());
        isNewer = false;
        assertEquals(SyncState.Kind.UP_TO_DATE, laptop.sync().kind());
        assertEquals(List.of("Bread", "Butter"), laptop.titles());
    }

    @Test
    void givenEntriesOfANewerFormat_whenACopySignsInAgain_thenThePersonIsToldToUpdate()
            throws IOException {
        laptop.close();
        TestFolders.copy(folder.resolve("laptop"), folder.resolve("copy"));
        laptop = older("laptop");
        laptop.note("Tea", "");
        laptop.sync();
        try (var copy = older("copy")) {
            copy.note("Salt", "");
            copy.sync();

            var refused = assertInstanceOf(Joining.Refused.class, copy.staySignedIn(PASSWORD));

            assertEquals("newer", refused.code());
            assertEquals(List.of("Bread", "Salt"), copy.titles());
        }
    }
}

package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.action.Action;
import org.odradek.core.entry.ItemId;
import org.odradek.store.attachment.Attachments;
import org.odradek.store.view.AttachmentRow;
import org.odradek.sync.client.transport.Transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/// Files come along with the items that refer to them.
final class FilesTest {
    private static final String PASSWORD = "correct horse battery staple";

    /// Ten chunks and a bit: more than one step.
    private static final int BYTES = (10 << 20) + 12345;

    @TempDir Path folder;
    private TestServer server;
    private TestDevice desk;
    private TestDevice laptop;
    private boolean losesEverySecond;
    private final TreeMap<String, Integer> blobRequests = new TreeMap<>();

    @BeforeEach
    void open() throws IOException {
        server = new TestServer(folder.resolve("server"));
        desk = device("Desk PC");
        laptop = device("Laptop");
        desk.create("ada", PASSWORD);
        laptop.logIn("ada", PASSWORD);
    }

    @AfterEach
    void close() throws IOException {
        desk.close();
        laptop.close();
        server.close();
    }

    private TestDevice device(String name) {
        return new TestDevice(
                folder.resolve(name), name, server.url(), TestTransport.of(this::count));
    }

    private Transport.Raw count(Transport.Request request, Transport real) {
        if (request.path().startsWith("/v1/blobs/") && request.path().length() > 60) {
            int before = blobRequests.merge(request.method(), 1, Integer::sum);
            if (losesEverySecond && before % 2 == 0) {
                return new Transport.Raw.Silent("lost on the way");
            }
        }
        return real.send(request);
    }

    private static byte[] bytes() {
        var bytes = new byte[BYTES];
        new Random(5).nextBytes(bytes);
        return bytes;
    }

    private ItemId attached(TestDevice device, byte[] bytes) throws IOException {
        var note = device.note("Loaf", "");
        var kept =
                (Attachments.Kept.Stored)
                        device.store.attachments().keep(new ByteArrayInputStream(bytes));
        var sha256 = HexFormat.of().parseHex(kept.sha256());
        device.submit(List.of(new Action.Attach(note, "loaf.bin", sha256, bytes.length)));
        return note;
    }

    private static AttachmentRow row(TestDevice device, ItemId note) {
        return device.store.view().item(note).orElseThrow().attachments().getFirst();
    }

    private static byte[] content(TestDevice device, ItemId note) throws IOException {
        var sha256 = row(device, note).sha256();
        try (var in = device.store.attachments().open(sha256).orElseThrow()) {
            return in.readAllBytes();
        }
    }

    @Test
    void givenAFile_whenBothHaveSynced_thenItIsHereOnBoth() throws IOException {
        var note = attached(desk, bytes());
        desk.sync();

        laptop.sync();

        assertEquals(true, row(laptop, note).here());
        assertArrayEquals(bytes(), content(laptop, note));
        assertEquals(11, blobRequests.get("PUT"));
        assertEquals(11, blobRequests.get("GET"));
    }

    @Test
    void givenAnswersThatGetLost_whenFilesMove_thenOnlyLostChunksMoveAgain() throws IOException {
        losesEverySecond = true;
        var note = attached(desk, bytes());
        desk.sync();

        laptop.sync();

        assertArrayEquals(bytes(), content(laptop, note));
        assertEquals(21, blobRequests.get("PUT"));
        assertEquals(21, blobRequests.get("GET"));
    }

    @Test
    void givenAFileNotDeliveredYet_whenItIsLater_thenItIsFetchedThen() throws IOException {
        var bytes = new byte[] {1, 2, 3};
        var note = attached(desk, bytes);
        desk.sync();
        var phone = device("Phone");
        try (phone) {
            phone.logIn("ada", PASSWORD);
            phone.sync();
            assertEquals(true, row(phone, note).here());
        }
        // The server answers for what it holds only: a device that sends nothing again changes
        // nothing.
        int before = blobRequests.get("PUT");
        desk.restart();
        desk.sync();
        assertEquals(before, blobRequests.get("PUT"));
    }
}

package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.action.Action;
import org.odradek.store.attachment.Attachments;
import org.odradek.sync.client.transport.Transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// Neither the wire nor the server's disk holds anything that a person wrote.
final class BlindServerTest {
    private static final String MARKER = "Xylophone";
    private static final String PASSWORD = "correct horse battery staple";

    @TempDir Path folder;
    private final List<byte[]> onTheWire = new ArrayList<>();

    private Transport.Raw record(Transport.Request request, Transport real) {
        onTheWire.add(request.path().getBytes(StandardCharsets.UTF_8));
        if (request.body() != null) {
            onTheWire.add(request.body());
        }
        var raw = real.send(request);
        if (raw instanceof Transport.Raw.Arrived(_, var body)) {
            onTheWire.add(body);
        }
        return raw;
    }

    private TestDevice device(TestServer server, String name) {
        return new TestDevice(
                folder.resolve(name), name, server.url(), TestTransport.of(this::record));
    }

    @Test
    void givenMarkedTexts_whenTwoDevicesExchangeThem_thenNobodyBetweenSeesTheMark()
            throws IOException {
        try (var server = new TestServer(folder.resolve("server"));
                var desk = device(server, "Desk " + MARKER);
                var laptop = device(server, "Laptop")) {
            desk.create("ada", PASSWORD);
            var note = desk.note("Title " + MARKER, "Body " + MARKER);
            var file = MARKER.getBytes(StandardCharsets.UTF_8);
            var kept =
                    (Attachments.Kept.Stored)
                            desk.store.attachments().keep(new ByteArrayInputStream(file));
            var sha256 = HexFormat.of().parseHex(kept.sha256());
            desk.submit(
                    List.of(
                            new Action.AddTag(note, MARKER),
                            new Action.Attach(note, MARKER + ".txt", sha256, file.length)));
            desk.sync();
            laptop.logIn("ada", PASSWORD);
            laptop.sync();

            assertEquals("Body " + MARKER, laptop.body(note));
            assertEquals(
                    "Desk " + MARKER, laptop.store.view().item(note).orElseThrow().createdBy());
            try (var content = laptop.store.attachments().open(kept.sha256()).orElseThrow()) {
                assertEquals(MARKER, new String(content.readAllBytes(), StandardCharsets.UTF_8));
            }
            assertTrue(onTheWire.size() > 20);
            onTheWire.forEach(bytes -> assertBlind(bytes, "the wire"));
            try (var files = Files.walk(server.data())) {
                for (var path : files.filter(Files::isRegularFile).toList()) {
                    if (!path.toString().endsWith(".lock.db")) {
                        assertBlind(Files.readAllBytes(path), path.toString());
                    }
                }
            }
        }
    }

    private static void assertBlind(byte[] bytes, String where) {
        for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE)) {
            for (var secret : List.of(MARKER, PASSWORD)) {
                assertTrue(indexOf(bytes, secret.getBytes(charset)) < 0, secret + " on " + where);
            }
        }
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int at = 0; at <= bytes.length - wanted.length; at++) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }
}

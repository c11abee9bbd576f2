package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.client.account.Joining;
import org.odradek.sync.client.transport.Transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A copied profile that signs in again looks at a clone, and something fails meanwhile.
final class LookedAtCloneTest {
    private static final String PASSWORD = "correct horse battery staple";

    @TempDir Path folder;
    private TestServer server;
    private TestDevice desk;
    private TestDevice laptop;
    private TestDevice copy;
    private boolean fails;
    private boolean sawFile;

    @BeforeEach
    void open() throws IOException {
        server = new TestServer(folder.resolve("server"));
        desk = new TestDevice(folder.resolve("desk"), "Desk PC", server.url());
        laptop = new TestDevice(folder.resolve("laptop"), "Laptop", server.url());
        desk.create("ada", PASSWORD);
        assertInstanceOf(Joining.Enrolled.class, laptop.logIn("ada", PASSWORD));
        laptop.note("Tea", "");
        exchange(laptop, desk);
        laptop.close();
        try (var all = Files.walk(folder.resolve("laptop"))) {
            for (var path : all.toList()) {
                var inside = folder.resolve("laptop").relativize(path);
                Files.copy(path, folder.resolve("copy").resolve(inside.toString()));
            }
        }
        laptop = new TestDevice(folder.resolve("laptop"), "Laptop", server.url());
        copy =
                new TestDevice(
                        folder.resolve("copy"),
                        "Copy",
                        server.url(),
                        TestTransport.of(this::failing));
    }

    @AfterEach
    void close() throws IOException {
        desk.close();
        laptop.close();
        copy.close();
        server.close();
    }

    private static void exchange(TestDevice... devices) {
        for (var device : devices) {
            assertEquals(SyncState.Kind.UP_TO_DATE, device.sync().kind());
        }
    }

    private Path lookedAt() {
        return copy.folder().resolve("clone-looked-at");
    }

    /// Fails with the second chunk, as a full disk would.
    private Transport.Raw failing(Transport.Request request, Transport real) {
        sawFile |= Files.isDirectory(lookedAt());
        if (fails && sawFile && request.path().startsWith("/v1/blobs/")) {
            throw new UncheckedIOException(new IOException("no room"));
        }
        return real.send(request);
    }

    @Test
    void givenAFaultAmongTheChunks_whenACopySignsInAgain_thenNothingOfTheCloneStays()
            throws IOException {
        laptop.note("Milk", "");
        for (int i = 0; i < 4; i++) {
            desk.note("Long " + i, Integer.toString(i).repeat(400_000));
        }
        exchange(laptop, desk);
        server.takeChannel(laptop);
        desk.note("Soup", "");
        exchange(desk, laptop, desk);
        assertTrue(server.trim(desk), "nothing was dropped");
        copy.note("Butter", "");
        fails = true;

        assertThrows(UncheckedIOException.class, () -> copy.staySignedIn(PASSWORD));

        assertTrue(sawFile, "no chunk was fetched");
        assertFalse(Files.exists(lookedAt()));
        fails = false;
        assertInstanceOf(Joining.Enrolled.class, copy.staySignedIn(PASSWORD));
        exchange(copy, desk, laptop);
        assertTrue(laptop.titles().contains("Butter"));
    }
}

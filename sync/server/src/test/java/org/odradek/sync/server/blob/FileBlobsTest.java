package org.odradek.sync.server.blob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.entry.AccountId;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.TestKeys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

final class FileBlobsTest {
    private static final AccountId MARIA = TestKeys.root(1).account();
    private static final AccountId OTTO = TestKeys.root(2).account();
    private static final Bytes NAME = TestKeys.bytes(32, 1);
    private static final Bytes CONTENT = TestKeys.bytes(1000, 2);

    @TempDir private Path root;

    @Test
    void givenAChunk_whenPutTwice_thenTheFirstStaysAndCountsOnce() {
        var blobs = new FileBlobs(root);

        blobs.put(MARIA, NAME, CONTENT);
        blobs.put(MARIA, NAME, TestKeys.bytes(5, 3));

        assertEquals(Optional.of(CONTENT), blobs.get(MARIA, NAME));
        assertEquals(1000, blobs.heldBytes(MARIA));
        assertEquals(1000, new FileBlobs(root).heldBytes(MARIA));
    }

    @Test
    void givenAChunk_whenDroppedTwice_thenItIsGoneAndCountsNoMore() {
        var blobs = new FileBlobs(root);
        blobs.put(MARIA, NAME, CONTENT);
        blobs.put(OTTO, NAME, CONTENT);

        blobs.drop(MARIA, NAME);
        blobs.drop(MARIA, NAME);

        assertFalse(blobs.holds(MARIA, NAME));
        assertEquals(0, blobs.heldBytes(MARIA));
        assertTrue(blobs.holds(OTTO, NAME));
    }

    @Test
    void givenAnotherAccount_whenItAsks_thenItHasNothing() {
        var blobs = new FileBlobs(root);
        blobs.put(MARIA, NAME, CONTENT);

        assertTrue(blobs.holds(MARIA, NAME));
        assertFalse(blobs.holds(OTTO, NAME));
        assertEquals(Optional.empty(), blobs.get(OTTO, NAME));
        assertEquals(0, blobs.heldBytes(OTTO));
    }

    @Test
    void givenSomethingHalfWritten_whenOpened_thenItIsRemoved() throws IOException {
        new FileBlobs(root);
        var left = Files.writeString(root.resolve("incoming").resolve("7"), "half");

        new FileBlobs(root);

        assertFalse(Files.exists(left));
    }
}

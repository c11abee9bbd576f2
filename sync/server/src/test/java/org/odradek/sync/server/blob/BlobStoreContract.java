package org.odradek.sync.server.blob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.odradek.core.entry.AccountId;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.TestKeys;
import org.odradek.sync.protocol.wire.WireBounds;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/// What every store of chunks does.
abstract class BlobStoreContract {
    static final AccountId MARIA = TestKeys.root(1).account();
    static final AccountId OTTO = TestKeys.root(2).account();
    static final Bytes NAME = TestKeys.bytes(32, 1);
    static final Bytes CONTENT = TestKeys.bytes(1000, 2);

    /// The same store each time within a test.
    abstract BlobStore open();

    @Test
    void givenAChunk_whenPutTwice_thenTheFirstStaysAndCountsOnce() {
        var blobs = open();

        blobs.put(MARIA, NAME, CONTENT);
        blobs.put(MARIA, NAME, TestKeys.bytes(5, 3));

        assertEquals(Optional.of(CONTENT), blobs.get(MARIA, NAME));
        assertEquals(1000, blobs.heldBytes(MARIA));
        assertEquals(1000, open().heldBytes(MARIA));
    }

    @Test
    void givenAChunk_whenDroppedTwice_thenItIsGoneAndCountsNoMore() {
        var blobs = open();
        blobs.put(MARIA, NAME, CONTENT);
        blobs.put(OTTO, NAME, CONTENT);

        blobs.drop(MARIA, NAME);
        blobs.drop(MARIA, NAME);

        assertFalse(blobs.holds(MARIA, NAME));
        assertEquals(0, blobs.heldBytes(MARIA));
        assertTrue(blobs.holds(OTTO, NAME));
    }

    @Test
    void givenSeveralChunks_whenOneIsDropped_thenTheOthersCount() {
        var blobs = open();
        blobs.put(MARIA, NAME, CONTENT);
        blobs.put(MARIA, TestKeys.bytes(32, 11), TestKeys.bytes(300, 5));
        blobs.put(MARIA, TestKeys.bytes(32, 12), TestKeys.bytes(20, 6));
        assertEquals(1320, blobs.heldBytes(MARIA));

        blobs.drop(MARIA, TestKeys.bytes(32, 11));

        assertEquals(1020, blobs.heldBytes(MARIA));
    }

    @Test
    void givenAnotherAccount_whenItAsks_thenItHasNothing() {
        var blobs = open();
        blobs.put(MARIA, NAME, CONTENT);

        assertTrue(blobs.holds(MARIA, NAME));
        assertFalse(blobs.holds(OTTO, NAME));
        assertEquals(Optional.empty(), blobs.get(OTTO, NAME));
        assertEquals(0, blobs.heldBytes(OTTO));
    }

    @Test
    void givenNames_whenAskedWhichAreHeld_thenThoseInTheirOrder() {
        var blobs = open();
        var first = TestKeys.bytes(32, 11);
        var second = TestKeys.bytes(32, 12);
        blobs.put(MARIA, second, CONTENT);
        blobs.put(MARIA, first, CONTENT);

        assertEquals(
                List.of(first, second, first),
                blobs.held(MARIA, List.of(first, NAME, second, first)));
        assertEquals(List.of(), blobs.held(MARIA, List.of()));
    }

    @Test
    void givenTheLargestChunk_whenPutByManyAtOnce_thenItIsThereAndCountsOnce() throws Exception {
        var blobs = open();
        var large = TestKeys.bytes(WireBounds.BLOB_BYTES_MAX, 4);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var puts = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < 4; i++) {
                puts.add(
                        () -> {
                            blobs.put(MARIA, NAME, large);
                            return true;
                        });
            }
            for (var put : threads.invokeAll(puts)) {
                assertTrue(put.get());
            }
        }

        assertEquals(Optional.of(large), blobs.get(MARIA, NAME));
        assertEquals(large.size(), blobs.heldBytes(MARIA));
        assertEquals(large.size(), open().heldBytes(MARIA));
    }
}

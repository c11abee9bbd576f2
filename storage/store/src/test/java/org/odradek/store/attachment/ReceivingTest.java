package org.odradek.store.attachment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/// Chunks that go from one device to another through a server that is not trusted.
final class ReceivingTest {

    private static final int SIZE_BYTES = (2 << 20) + 1234;
    private static final byte[] KEY = HexFormat.of().parseHex("0f".repeat(32));

    @TempDir Path temp;
    private final byte[] content = new byte[SIZE_BYTES];
    private AttachmentFolder receiver;
    private String sha256 = "";
    private List<byte[]> sealed = List.of();

    @BeforeEach
    void sendFromOneDevice() throws IOException {
        new Random(1).nextBytes(content);
        AttachmentFolder sender = open("sender");
        sha256 = keep(sender, content);
        sealed = sealed(sender);
        receiver = open("receiver");
    }

    @Test
    void givenChunksInAnyOrder_whenTaken_thenStored() throws IOException {
        Receiving receiving = receiver.receive(sha256, SIZE_BYTES);

        assertEquals(List.of(0, 1, 2), receiving.missing());
        assertEquals(new Received.Taken(List.of(0, 1)), receiving.take(2, sealed.get(2)));
        assertEquals(new Received.Taken(List.of(1)), receiving.take(0, sealed.get(0)));
        assertEquals(new Received.Taken(List.of(1)), receiving.take(0, sealed.get(0)));
        assertFalse(receiver.has(sha256));
        assertEquals(new Received.Complete(), receiving.take(1, sealed.get(1)));
        assertEquals(new Verified.Whole(SIZE_BYTES), receiver.verify(sha256));
        try (InputStream in = receiver.open(sha256).orElseThrow()) {
            assertArrayEquals(content, in.readAllBytes());
        }
    }

    @Test
    void givenHashAndSize_whenNamed_thenEveryDeviceNamesAlike() throws IOException {
        try (SealedChunks chunks = open("sender").sealedChunks(sha256).orElseThrow()) {
            assertEquals(chunks.names(), receiver.chunkNames(sha256, SIZE_BYTES));
            assertEquals(chunks.names(), receiver.receive(sha256, SIZE_BYTES).names());
            assertEquals(3, chunks.names().stream().distinct().count());
            assertTrue(chunks.names().stream().allMatch(name -> name.length() == 64));
        }
    }

    @Test
    void givenRestartInBetween_whenGoneOn_thenOnlyTheMissingIsFetched() throws IOException {
        receiver.receive(sha256, SIZE_BYTES).take(1, sealed.get(1));

        Receiving receiving = open("receiver").receive(sha256, SIZE_BYTES);

        assertEquals(List.of(0, 2), receiving.missing());
        receiving.take(0, sealed.get(0));
        assertEquals(new Received.Complete(), receiving.take(2, sealed.get(2)));
        assertEquals(new Verified.Whole(SIZE_BYTES), receiver.verify(sha256));
    }

    @Test
    void givenChunksSealedByTwoDevices_whenMixed_thenStored() throws IOException {
        AttachmentFolder second = open("second");
        keep(second, content);
        Receiving receiving = receiver.receive(sha256, SIZE_BYTES);

        receiving.take(0, sealed.get(0));
        receiving.take(1, sealed(second).get(1));
        assertEquals(new Received.Complete(), receiving.take(2, sealed.get(2)));
    }

    @Test
    void givenTamperedSwappedOrCutChunk_whenTaken_thenRefused() throws IOException {
        Receiving receiving = receiver.receive(sha256, SIZE_BYTES);
        byte[] flipped = sealed.get(0).clone();
        flipped[1000] ^= 1;

        assertEquals(new Received.Refused(0), receiving.take(0, flipped));
        assertEquals(new Received.Refused(0), receiving.take(0, sealed.get(1)));
        assertEquals(
                new Received.Refused(0), receiving.take(0, Arrays.copyOf(sealed.get(0), 1000)));
        assertEquals(new Received.Refused(0), receiving.take(0, new byte[0]));
        assertEquals(new Received.Refused(3), receiving.take(3, sealed.get(2)));
        assertEquals(List.of(0, 1, 2), receiving.missing());
    }

    @Test
    void givenWrongSize_whenTaken_thenNothingFits() throws IOException {
        Receiving receiving = receiver.receive(sha256, SIZE_BYTES - 1);

        assertEquals(new Received.Refused(2), receiving.take(2, sealed.get(2)));
        assertThrows(IllegalArgumentException.class, () -> receiver.receive(sha256, -1));
    }

    @Test
    void givenDeviceThatSealedOtherBytesUnderTheHash_whenComplete_thenDropped() throws IOException {
        byte[] hash = HexFormat.of().parseHex(sha256);
        ChunkSealing sealing = new AttachmentKeys(KEY).sealing(hash, 1);
        byte[] lie = sealing.seal(0, new byte[100], 100, new SecureRandom());
        Receiving receiving = receiver.receive(sha256, 100);

        assertEquals(new Received.WrongContent(), receiving.take(0, lie));
        assertEquals(List.of(0), receiving.missing());
        assertFalse(receiver.has(sha256));
    }

    private AttachmentFolder open(String name) throws IOException {
        return AttachmentFolder.open(temp.resolve(name), KEY, new SecureRandom());
    }

    private static String keep(AttachmentFolder folder, byte[] content) throws IOException {
        Attachments.Kept kept = folder.keep(new ByteArrayInputStream(content));
        return assertInstanceOf(Attachments.Kept.Stored.class, kept).sha256();
    }

    private List<byte[]> sealed(AttachmentFolder folder) throws IOException {
        List<byte[]> all = new ArrayList<>();
        try (SealedChunks chunks = folder.sealedChunks(sha256).orElseThrow()) {
            for (int number = 0; number < chunks.names().size(); number++) {
                all.add(chunks.read(number));
            }
        }
        return all;
    }
}

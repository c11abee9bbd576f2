package org.odradek.sync.server.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;

final class WakeFramesTest {
    private static ByteBuffer frame(int kind, int second, byte... rest) {
        return ByteBuffer.allocate(2 + rest.length)
                .put((byte) kind)
                .put((byte) second)
                .put(rest)
                .flip();
    }

    private static void assertWrong(int closeCode, ByteBuffer in) {
        assertEquals(List.of(new WakeFrames.Frame.Wrong(closeCode)), WakeFrames.read(in));
    }

    /// The example of RFC 6455, section 5.7: a masked "Hello".
    @Test
    void givenAMaskedPing_whenRead_thenItsPayloadIsThere() {
        var in =
                ByteBuffer.wrap(
                        new byte[] {
                            (byte) 0x89,
                            (byte) 0x85,
                            0x37,
                            (byte) 0xfa,
                            0x21,
                            0x3d,
                            0x7f,
                            (byte) 0x9f,
                            0x4d,
                            0x51,
                            0x58
                        });

        var frames = WakeFrames.read(in);

        var ping = assertInstanceOf(WakeFrames.Frame.Ping.class, frames.getFirst());
        assertArrayEquals(
                "Hello".getBytes(java.nio.charset.StandardCharsets.US_ASCII), ping.payload());
        assertEquals(0, in.remaining());
    }

    @Test
    void givenPartOfAFrame_whenRead_thenNothingIsTakenYet() {
        var whole = frame(0x89, 0x82, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 7, (byte) 8);
        for (int length = 0; length < whole.limit(); length++) {
            var part = whole.duplicate().limit(length);
            assertEquals(List.of(), WakeFrames.read(part));
            assertEquals(length, part.remaining());
        }
    }

    @Test
    void givenWhatNoDeviceSends_whenRead_thenTheChannelEndsWithItsCode() {
        assertWrong(WakeFrames.PROTOCOL_ERROR, frame(0x89, 0x00));
        assertWrong(WakeFrames.PROTOCOL_ERROR, frame(0xc2, 0x80));
        assertWrong(WakeFrames.PROTOCOL_ERROR, frame(0x09, 0x80));
        assertWrong(WakeFrames.PROTOCOL_ERROR, frame(0x89, 0xfe));
        assertWrong(WakeFrames.TOO_BIG, frame(0x82, 0xfe));
        assertWrong(WakeFrames.TOO_BIG, frame(0x82, 0xff));
        assertWrong(
                WakeFrames.PROTOCOL_ERROR,
                frame(0x83, 0x80, (byte) 0, (byte) 0, (byte) 0, (byte) 0));
    }

    @Test
    void givenRandomBytes_whenRead_thenEveryFrameIsKnownAndWhatIsLeftIsShort() {
        long seed = 20261128;
        var random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            var bytes = new byte[random.nextInt(600)];
            random.nextBytes(bytes);
            var in = ByteBuffer.wrap(bytes);

            var frames = WakeFrames.read(in);

            boolean hasEnded =
                    !frames.isEmpty()
                            && (frames.getLast() instanceof WakeFrames.Frame.Wrong
                                    || frames.getLast() instanceof WakeFrames.Frame.Close);
            assertTrue(
                    hasEnded || in.remaining() < WakeFrames.FRAME_BYTES_MAX,
                    "round " + round + " of seed " + seed);
        }
    }
}

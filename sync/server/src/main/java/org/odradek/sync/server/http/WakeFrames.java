package org.odradek.sync.server.http;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// As much of WebSocket's framing (RFC 6455, section 5) as a wake channel has: the server sends small binary frames, pongs and a close;
/// the device sends pings, and of what else it may send nothing is kept. No extension is ever agreed on, so nothing is inflated.
final class WakeFrames {
    /// Close codes (RFC 6455, section 7.4).
    static final int NORMAL = 1000;

    static final int GOING_AWAY = 1001;

    static final int PROTOCOL_ERROR = 1002;
    static final int TOO_BIG = 1009;

    /// An application's code: the device was revoked.
    static final int REVOKED = 4003;

    /// What a control frame may carry; a device has no reason to send more in any frame.
    static final int PAYLOAD_BYTES_MAX = 125;

    /// Two bytes, the mask, the payload.
    static final int FRAME_BYTES_MAX = 2 + Integer.BYTES + PAYLOAD_BYTES_MAX;

    private static final int FINAL = 0x80;
    private static final int RESERVED = 0x70;
    private static final int MASKED = 0x80;
    private static final int OPCODE = 0x0f;
    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private WakeFrames() {}

    /// What a device sent.
    sealed interface Frame {
        record Ping(byte[] payload) implements Frame {}

        /// Anything without consequence.
        record Passed() implements Frame {}

        record Close() implements Frame {}

        /// What no device of ours sends.
        record Wrong(int closeCode) implements Frame {}
    }

    /// The whole frames at the buffer's position, up to one that ends the channel. What is left in the buffer is the beginning of a frame.
    static List<Frame> read(ByteBuffer in) {
        var frames = new ArrayList<Frame>();
        while (in.remaining() >= 2) {
            int kind = in.get(in.position()) & 0xff;
            int second = in.get(in.position() + 1) & 0xff;
            int opcode = kind & OPCODE;
            int length = second & ~MASKED;
            boolean isControl = opcode >= CLOSE;
            if ((kind & RESERVED) != 0
                    || (second & MASKED) == 0
                    || isControl && (kind & FINAL) == 0) {
                frames.add(new Frame.Wrong(PROTOCOL_ERROR));
                return frames;
            }
            if (length > PAYLOAD_BYTES_MAX) {
                frames.add(new Frame.Wrong(isControl ? PROTOCOL_ERROR : TOO_BIG));
                return frames;
            }
            if (in.remaining() < 2 + Integer.BYTES + length) {
                return frames;
            }
            in.position(in.position() + 2);
            var frame = read(opcode, payload(in, length));
            frames.add(frame);
            if (frame instanceof Frame.Close || frame instanceof Frame.Wrong) {
                return frames;
            }
        }
        return frames;
    }

    private static Frame read(int opcode, byte[] payload) {
        return switch (opcode) {
            case PING -> new Frame.Ping(payload);
            case CLOSE -> new Frame.Close();
            case CONTINUATION, TEXT, BINARY, PONG -> new Frame.Passed();
            default -> new Frame.Wrong(PROTOCOL_ERROR);
        };
    }

    private static byte[] payload(ByteBuffer in, int length) {
        var mask = new byte[Integer.BYTES];
        in.get(mask);
        var payload = new byte[length];
        in.get(payload);
        for (int i = 0; i < length; i++) {
            payload[i] ^= mask[i % mask.length];
        }
        return payload;
    }

    static byte[] binary(byte[] payload) {
        return frame(BINARY, payload);
    }

    static byte[] pong(byte[] payload) {
        return frame(PONG, payload);
    }

    static byte[] close(int code) {
        return frame(CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
    }

    /// A server's frames are not masked.
    private static byte[] frame(int opcode, byte[] payload) {
        if (payload.length > PAYLOAD_BYTES_MAX) {
            throw new IllegalArgumentException("a frame of " + payload.length + " bytes");
        }
        return ByteBuffer.allocate(2 + payload.length)
                .put((byte) (FINAL | opcode))
                .put((byte) payload.length)
                .put(payload)
                .array();
    }
}

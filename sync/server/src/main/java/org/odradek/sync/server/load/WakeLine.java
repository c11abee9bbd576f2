package org.odradek.sync.server.load;

import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/// One wake channel of a fleet: a plain socket and as much of WebSocket (RFC 6455) as a device needs here. All but [#expected] is the
/// fleet's thread's.
final class WakeLine {
    private static final int ANSWER_BYTES_MAX = 4096;
    private static final int LENGTH_BITS = 0x7f;
    private static final int OPCODE_BITS = 0x0f;
    private static final byte CLOSE = (byte) 0x88;
    private static final byte PING = (byte) 0x89;
    private static final byte PONG = (byte) 0x8a;
    private static final byte BINARY = (byte) 0x82;

    /// Where a line stands.
    enum State {
        WAITING,
        CONNECTING,
        UPGRADING,
        OPEN
    }

    private final int number;
    private State state = State.WAITING;
    private int failures;
    private int connections;
    private @Nullable SelectionKey key;
    private byte[] left = new byte[0];
    private volatile @Nullable CountDownLatch expected;

    WakeLine(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    State state() {
        return state;
    }

    int failures() {
        return failures;
    }

    /// How often it was connected; the number of the present connection.
    int connections() {
        return connections;
    }

    /// Counts down once when the next wake frame comes.
    void expect(CountDownLatch latch) {
        expected = latch;
    }

    void connect(Selector selector, InetAddress source, InetSocketAddress server)
            throws IOException {
        var socket = SocketChannel.open();
        socket.configureBlocking(false);
        socket.bind(new InetSocketAddress(source, 0));
        state = State.CONNECTING;
        connections++;
        key = socket.register(selector, SelectionKey.OP_CONNECT, this);
        socket.connect(server);
    }

    void connected(String host, String token) throws IOException {
        socket().finishConnect();
        key().interestOps(SelectionKey.OP_READ);
        state = State.UPGRADING;
        send(
                ("GET /v1/wake HTTP/1.1\r\nHost: "
                                + host
                                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Key: b2RyYWRlayBsb2FkIGtleQ==\r\n"
                                + "Sec-WebSocket-Version: 13\r\n"
                                + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n")
                                + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    /// What one reading brought.
    record Brought(int upgradeStatus, int wakes, int closeCode) {}

    /// @param buffer shared by all lines
    Brought read(ByteBuffer buffer) throws IOException {
        buffer.clear().put(left);
        if (socket().read(buffer) < 0) {
            throw new EOFException("the server closed the line");
        }
        buffer.flip();
        int status = 0;
        if (state == State.UPGRADING) {
            status = upgraded(buffer);
        }
        int wakes = 0;
        int closeCode = 0;
        if (state == State.OPEN) {
            while (buffer.remaining() >= 2) {
                buffer.mark();
                byte kind = buffer.get();
                int length = buffer.get() & LENGTH_BITS;
                if (length > 125) {
                    throw new IOException("a wake frame of more than 125 bytes");
                }
                if (buffer.remaining() < length) {
                    buffer.reset();
                    break;
                }
                var payload = new byte[length];
                buffer.get(payload);
                switch (kind) {
                    case BINARY -> wakes++;
                    case PING -> frame(PONG, payload);
                    case CLOSE -> {
                        closeCode =
                                length < 2 ? 1005 : (payload[0] & 0xff) << 8 | payload[1] & 0xff;
                        frame(CLOSE, payload);
                    }
                    case PONG -> {}
                    default -> throw new IOException("a frame of opcode " + (kind & OPCODE_BITS));
                }
            }
        }
        left = new byte[buffer.remaining()];
        buffer.get(left);
        if (wakes > 0) {
            woken();
        }
        return new Brought(status, wakes, closeCode);
    }

    private void woken() {
        var latch = expected;
        if (latch != null) {
            expected = null;
            latch.countDown();
        }
    }

    /// The status of the answer to the upgrade; 0 while it is not whole.
    private int upgraded(ByteBuffer buffer) throws IOException {
        var text = StandardCharsets.ISO_8859_1.decode(buffer.duplicate()).toString();
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            if (text.length() > ANSWER_BYTES_MAX) {
                throw new IOException("an answer without an end");
            }
            return 0;
        }
        int status = Integer.parseInt(text.substring(9, 12));
        if (status == 101) {
            buffer.position(buffer.position() + end + 4);
            state = State.OPEN;
            failures = 0;
        }
        return status;
    }

    void ping() throws IOException {
        frame(PING, new byte[0]);
    }

    /// Masked with zeros: the mask is there for proxies, and here is none.
    private void frame(byte kind, byte[] payload) throws IOException {
        var frame = ByteBuffer.allocate(6 + payload.length);
        frame.put(kind).put((byte) (0x80 | payload.length)).putInt(0).put(payload);
        send(frame.array());
    }

    /// So little is sent that a socket which does not take it is as good as dead.
    private void send(byte[] bytes) throws IOException {
        var buffer = ByteBuffer.wrap(bytes);
        socket().write(buffer);
        if (buffer.hasRemaining()) {
            throw new IOException("the line takes no more");
        }
    }

    /// Ends what there is of a connection.
    void drop() {
        var present = key;
        key = null;
        left = new byte[0];
        state = State.WAITING;
        failures++;
        if (present != null) {
            try {
                present.channel().close();
            } catch (IOException e) {
                throw new IllegalStateException("a socket that does not close", e);
            }
        }
    }

    private SelectionKey key() {
        if (key == null) {
            throw new IllegalStateException("line " + number + " is not connected");
        }
        return key;
    }

    private SocketChannel socket() {
        return (SocketChannel) key().channel();
    }
}

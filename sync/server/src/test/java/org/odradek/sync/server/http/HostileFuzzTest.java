package org.odradek.sync.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.protocol.TestKeys;
import org.odradek.sync.protocol.control.TestAccount;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.Messages;
import org.odradek.sync.protocol.wire.Pull;
import org.odradek.sync.protocol.wire.SessionAnswer;
import org.odradek.sync.protocol.wire.Wire;
import org.odradek.sync.server.TestClient;
import org.odradek.sync.server.TestDevice;
import org.odradek.sync.server.TestServer;
import org.odradek.sync.server.limit.Limits;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// Requests and frames that no device sends: true ones with bytes flipped, cut, doubled or put in, under headers to match, and plain
/// noise. The server refuses, never with a fault, and keeps nothing. `-Dodradek.hostile=1000000` sends so many, from
/// `-Dodradek.seed=N` on.
final class HostileFuzzTest {
    private static final int DESK = 11;
    private static final Limits GENEROUS =
            new Limits(8, 90, 100_000, 64L << 20, 64L << 20, 8 << 20, 1 << 30, 1 << 30);
    private static final List<String> PATHS =
            List.of(
                    "GET /v1/hello",
                    "POST /v1/salt",
                    "POST /v1/sign-up",
                    "POST /v1/log-in",
                    "GET /v1/credentials",
                    "PUT /v1/credentials",
                    "GET /v1/control?after=0",
                    "POST /v1/control",
                    "POST /v1/challenge",
                    "POST /v1/session",
                    "POST /v1/push",
                    "POST /v1/pull",
                    "POST /v1/acknowledge",
                    "POST /v1/hashes",
                    "POST /v1/lost",
                    "GET /v1/heads",
                    "GET /v1/connections",
                    "POST /v1/activate",
                    "POST /v1/clones",
                    "GET /v1/clones",
                    "POST /v1/clones/confirm",
                    "POST /v1/blobs/held",
                    "PUT /v1/blobs/" + TestKeys.bytes(32, 1).toHex(),
                    "GET /v1/blobs/" + TestKeys.bytes(32, 1).toHex(),
                    "GET /v1/wake",
                    "GET /readyz",
                    "GET /metrics",
                    "DELETE /",
                    "BREW /v1/push");

    @TempDir private Path data;

    private final TestAccount account = TestAccount.with(1, DESK);
    private final TestDevice desk = new TestDevice(account.account(), DESK);
    private final List<String> faults = new ArrayList<>();
    private final Handler listening =
            new Handler() {
                @Override
                public void publish(LogRecord record) {
                    if (record.getLevel().intValue() >= Level.SEVERE.intValue()) {
                        faults.add(record.getMessage());
                    }
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };
    private TestServer server;
    private TestClient client;
    private String token;

    @BeforeEach
    void start() throws IOException {
        Logger.getLogger("").addHandler(listening);
        server = new TestServer(data, GENEROUS);
        client = server.client();
        client.signUp(account, "maria");
        token = ((SessionAnswer.Opened) client.session(desk)).token().value();
        desk.write(5);
        client.push(desk, 1);
    }

    @AfterEach
    void stop() throws IOException {
        Logger.getLogger("").removeHandler(listening);
        client.close();
        server.close();
    }

    @Test
    void givenHostileRequestsAndFrames_whenSent_thenNoFaultAndNothingIsLeftOver() throws Exception {
        int count = Integer.getInteger("odradek.hostile", 3_000);
        long seed = Long.getLong("odradek.seed", 20261128L);
        send(seed, Math.min(count, 500));
        settle();
        long filesBefore = openFiles();
        int threadsBefore = ManagementFactory.getThreadMXBean().getThreadCount();
        long heapBefore = heap();

        send(seed + 1, count);
        settle();

        assertEquals(List.of(), faults, "seed " + seed);
        assertTrue(openFiles() <= filesBefore + 10, "files " + filesBefore + " " + openFiles());
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        assertTrue(threads <= threadsBefore + 10, "threads " + threadsBefore + " " + threads);
        long grown = heap() - heapBefore;
        assertTrue(grown < 24 << 20, "the heap has grown by " + grown);
        assertEquals(200, client.get("/readyz").status());
        assertEquals(200, client.post("/v1/pull", Pull.after(Cursor.START)).status());
    }

    /// Every line has been closed by its sender; the server notices at once, on its own threads.
    private void settle() throws IOException {
        while (lines() > 2) {
            Thread.onSpinWait();
        }
    }

    private int lines() throws IOException {
        return new String(client.get("/metrics").body(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("odradek_lines "))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(14)))
                .findFirst()
                .orElseThrow();
    }

    private static long openFiles() throws IOException {
        var own = Path.of("/proc/self/fd");
        if (!Files.isDirectory(own)) {
            return 0;
        }
        try (var files = Files.list(own)) {
            return files.count();
        }
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private void send(long seed, int count) throws IOException {
        var random = new Random(seed);
        var messages = new ArrayList<byte[]>();
        Messages.all().values().forEach(message -> messages.add(Wire.encode(message)));
        messages.add(Wire.encode(TestClient.pushOf(desk, 1)));
        int sent = 0;
        while (sent < count) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                socket.setSoTimeout(10_000);
                socket.setTcpNoDelay(true);
                int onThisLine = 1 + random.nextInt(60);
                for (int i = 0; i < onThisLine && sent < count; i++) {
                    sent++;
                    if (!exchange(
                            socket, random, messages, "number " + sent + " of seed " + seed)) {
                        break;
                    }
                }
            } catch (SocketTimeoutException e) {
                throw new AssertionError("no answer to number " + sent + " of seed " + seed, e);
            } catch (IOException e) {
                // The server may close a line on which nonsense came.
                continue;
            }
        }
    }

    /// Answers whether the line may be used again.
    private boolean exchange(Socket socket, Random random, List<byte[]> messages, String which)
            throws IOException {
        int kind = random.nextInt(20);
        if (kind == 0) {
            socket.getOutputStream().write(bytes(random, 1 + random.nextInt(300)));
            socket.getOutputStream().write("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            checked(socket, which);
            return false;
        }
        if (kind == 1) {
            frames(socket, random);
            return false;
        }
        var request = request(random, messages);
        socket.getOutputStream().write(request);
        if (kind == 2) {
            return false;
        }
        return checked(socket, which);
    }

    private byte[] request(Random random, List<byte[]> messages) {
        var route = PATHS.get(random.nextInt(PATHS.size())).split(" ");
        var body =
                route[0].equals("GET")
                        ? new byte[0]
                        : mutated(random, messages.get(random.nextInt(messages.size())));
        var head = new StringBuilder(route[0] + " " + path(random, route[1]) + " HTTP/1.1\r\n");
        head.append("Host: localhost\r\n");
        switch (random.nextInt(8)) {
            case 0 ->
                    head.append("Authorization: Bearer ")
                            .append(token, 0, random.nextInt(token.length()))
                            .append("\r\n");
            case 1 -> head.append("Authorization: Basic QWxhZGRpbg==\r\n");
            case 2 -> {}
            default -> head.append("Authorization: Bearer ").append(token).append("\r\n");
        }
        switch (random.nextInt(12)) {
            case 0 -> head.append("Content-Encoding: gzip\r\n");
            case 1 ->
                    head.append("X-Long: ")
                            .append("x".repeat(random.nextInt(12_000)))
                            .append("\r\n");
            case 2 -> head.append("Range: bytes=0-18446744073709551615\r\n");
            case 3 -> head.append("Expect: 100-continue\r\n");
            case 4 -> head.append("Upgrade: websocket\r\nConnection: Upgrade\r\n");
            case 5 -> head.append("Accept-Encoding: gzip\r\nCookie: a=b; $c;;=\r\n");
            default -> {}
        }
        var out = new ByteArrayOutputStream();
        if (random.nextInt(6) == 0) {
            head.append("Transfer-Encoding: chunked\r\n\r\n");
            out.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
            if (body.length > 0) {
                out.writeBytes(
                        (Integer.toHexString(body.length) + "\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                out.writeBytes(body);
                out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            out.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } else {
            head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
            out.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
            out.writeBytes(body);
        }
        return out.toByteArray();
    }

    private static String path(Random random, String path) {
        return switch (random.nextInt(15)) {
            case 0 -> path + "/../" + random.nextInt();
            case 1 -> path + "?after=" + random.nextLong();
            case 2 -> path + "%00%2e%2e%2f" + random.nextInt(9);
            case 3 -> path + "x".repeat(random.nextInt(9000));
            case 4 -> path.toUpperCase(java.util.Locale.ROOT);
            default -> path;
        };
    }

    private static byte[] mutated(Random random, byte[] message) {
        var bytes = message.clone();
        switch (random.nextInt(6)) {
            case 0 -> {
                return bytes;
            }
            case 1 -> {
                return java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            }
            case 2 -> {
                var more = java.util.Arrays.copyOf(bytes, bytes.length * 2);
                System.arraycopy(bytes, 0, more, bytes.length, bytes.length);
                return more;
            }
            case 3 -> {
                return bytes(random, random.nextInt(400));
            }
            default -> {
                for (int flips = 1 + random.nextInt(4); flips > 0 && bytes.length > 0; flips--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
                return bytes;
            }
        }
    }

    private static byte[] bytes(Random random, int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /// A true upgrade, then noise until the server closes or the noise ends.
    private void frames(Socket socket, Random random) throws IOException {
        var upgrade =
                "GET /v1/wake HTTP/1.1\r\n"
                        + "Host: localhost\r\n"
                        + "Upgrade: websocket\r\n"
                        + "Connection: Upgrade\r\n"
                        + "Sec-WebSocket-Key: b2RyYWRlayBsb2FkIGtleQ==\r\n"
                        + "Sec-WebSocket-Version: 13\r\n"
                        + "Authorization: Bearer "
                        + token
                        + "\r\n\r\n";
        socket.getOutputStream().write(upgrade.getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < 8; i++) {
            socket.getOutputStream().write(bytes(random, random.nextInt(400)));
        }
    }

    /// Reads one answer; answers whether the line goes on.
    private static boolean checked(Socket socket, String which) throws IOException {
        var in = socket.getInputStream();
        var head = new ByteArrayOutputStream();
        int window = 0;
        while (window != 0x0d0a0d0a) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            head.write(next);
            window = window << 8 | next;
        }
        var text = head.toString(StandardCharsets.ISO_8859_1);
        if (text.startsWith("HTTP/1.1 1")) {
            return text.startsWith("HTTP/1.1 100") && checked(socket, which);
        }
        assertTrue(text.matches("(?s)HTTP/1.1 \\d{3}.*"), which + ": " + text);
        int status = Integer.parseInt(text.substring(9, 12));
        assertTrue(status < 500, which + ": " + text);
        var length =
                text.lines()
                        .filter(
                                line ->
                                        line.toLowerCase(java.util.Locale.ROOT)
                                                .startsWith("content-length:"))
                        .map(line -> Integer.parseInt(line.substring(15).strip()))
                        .findFirst();
        if (length.isEmpty() || text.contains("Connection: close")) {
            return false;
        }
        return in.readNBytes(length.get()).length == length.get();
    }
}

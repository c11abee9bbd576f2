package org.odradek.sync.server.operate;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.odradek.sync.server.operate.Operation.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// A Unix domain socket (in the data folder, in a folder that its owner alone may enter) over which a running server is asked for
/// operations: a line of JSON there, a line back. Whoever reaches it could read the data folder anyway.
public final class OperatorSocket implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorSocket.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path place;
    private final ServerSocketChannel listening;
    private final Operations operations;

    private OperatorSocket(Path place, ServerSocketChannel listening, Operations operations) {
        this.place = place;
        this.listening = listening;
        this.operations = operations;
    }

    /// Listens in the data folder. Empty, and said in the log, where that cannot be, such as for a path that is too long for a socket:
    /// the server does without.
    public static Optional<OperatorSocket> open(Path data, Operations operations) {
        var place = place(data);
        try {
            ownFolder(data.resolve("operator"));
            Files.deleteIfExists(place);
            var listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                listening.bind(UnixDomainSocketAddress.of(place));
            } catch (IOException e) {
                listening.close();
                throw e;
            }
            var socket = new OperatorSocket(place, listening, operations);
            Thread.ofPlatform().daemon().name("odradek-operator").start(socket::run);
            return Optional.of(socket);
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warn("no operator can ask this server while it runs: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static Path place(Path data) {
        return data.resolve("operator").resolve("socket");
    }

    private static void ownFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectory(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(folder);
        }
    }

    /// Asks the server that runs with this data folder; empty when none does.
    public static Optional<Outcome> ask(Path data, Operation operation) throws IOException {
        var place = place(data);
        if (!Files.exists(place)) {
            return Optional.empty();
        }
        try (var socket = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            try {
                socket.connect(UnixDomainSocketAddress.of(place));
            } catch (IOException e) {
                LOG.debug("nobody listens at {}", place, e);
                return Optional.empty();
            }
            send(socket, operation);
            var line = reader(socket).readLine();
            if (line == null) {
                throw new IOException("the server ended before it answered");
            }
            return Optional.of(JSON.readValue(line, Outcome.class));
        }
    }

    /// The root of the operator's thread: one wish at a time.
    private void run() {
        while (listening.isOpen()) {
            try (var socket = listening.accept()) {
                var line = reader(socket).readLine();
                if (line != null) {
                    send(socket, operations.perform(JSON.readValue(line, Operation.class)));
                }
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException | RuntimeException e) {
                LOG.warn("an operator's wish failed", e);
            }
        }
    }

    private static BufferedReader reader(SocketChannel socket) {
        return new BufferedReader(Channels.newReader(socket, StandardCharsets.UTF_8));
    }

    private static void send(SocketChannel socket, Object message) throws IOException {
        var line =
                ByteBuffer.wrap(
                        (JSON.writeValueAsString(message) + "\n").getBytes(StandardCharsets.UTF_8));
        while (line.hasRemaining()) {
            socket.write(line);
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
            Files.deleteIfExists(place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.odradek.app.command;

import org.odradek.core.entry.Digests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;

/// Where the process that has a profile takes commands from others: a local socket that only this user can reach. Each command is
/// carried out as if it had been given here, one after the other, on a platform thread.
public final class Door implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Door.class);

    /// A note's largest text through standard input, and some.
    private static final int INPUT_BYTES_MAX = 32 << 20;

    private static final int ARGUMENTS_MAX = 10_000;

    private final Path socket;
    private final ServerSocketChannel listening;

    private Door(Path socket, ServerSocketChannel listening) {
        this.socket = socket;
        this.listening = listening;
    }

    /// What carrying a command out printed, and how it ended.
    record Carried(int exit, byte[] out, byte[] err) {}

    /// A command that another process was given.
    ///
    /// @param here the folder that it was given in
    @SuppressWarnings("ArrayRecordComponent") // Handed through, as `main` has them.
    record Call(String[] arguments, InputStream in, Path here) {}

    /// Carries out one command.
    interface Carrier {
        int carry(Call call, PrintStream out, PrintStream err);
    }

    /// Starts to take commands for the profile in this folder. Throws IOException when no socket can be made.
    static Door open(Path profile, Carrier carrier) throws IOException {
        var socket = socket(profile);
        Files.deleteIfExists(socket);
        var listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listening.bind(UnixDomainSocketAddress.of(socket));
        var door = new Door(socket, listening);
        Thread.ofPlatform().name("door").daemon().start(() -> door.run(carrier));
        return door;
    }

    /// Hands a command to the process that has the profile; empty when nobody answers at its door.
    static Optional<Carried> knock(Path profile, String[] arguments, byte[] input) {
        var socket = socket(profile);
        if (!Files.exists(socket)) {
            return Optional.empty();
        }
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                var out = new DataOutputStream(Channels.newOutputStream(channel));
                var in = new DataInputStream(Channels.newInputStream(channel))) {
            out.writeInt(arguments.length);
            for (var argument : arguments) {
                writeBytes(out, argument.getBytes(StandardCharsets.UTF_8));
            }
            writeBytes(out, Desks.HERE.toString().getBytes(StandardCharsets.UTF_8));
            writeBytes(out, input);
            out.flush();
            return Optional.of(
                    new Carried(
                            in.readInt(),
                            in.readNBytes(in.readInt()),
                            in.readNBytes(in.readInt())));
        } catch (IOException e) {
            LOG.info("Nobody answers at the profile's door.", e);
            return Optional.empty();
        }
    }

    /// Socket paths are short on every platform, so the folder's hash stands for it in the temporary folder.
    private static Path socket(Path profile) {
        var path = profile.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8);
        var name = HexFormat.of().formatHex(Digests.sha256("odradek door v1", path), 0, 10);
        return Path.of(System.getProperty("java.io.tmpdir"), "odradek-" + name);
    }

    private void run(Carrier carrier) {
        try {
            while (true) {
                try (var channel = listening.accept()) {
                    serve(channel, carrier);
                } catch (ClosedChannelException e) {
                    throw e;
                } catch (IOException e) {
                    LOG.info("A command at the door was cut off.", e);
                }
            }
        } catch (ClosedChannelException e) {
            LOG.debug("The door is closed.");
        }
    }

    private static void serve(SocketChannel channel, Carrier carrier) throws IOException {
        var in = new DataInputStream(Channels.newInputStream(channel));
        int count = in.readInt();
        if (count < 0 || count > ARGUMENTS_MAX) {
            throw new IOException(count + " arguments");
        }
        var arguments = new String[count];
        for (int i = 0; i < count; i++) {
            arguments[i] = new String(readBytes(in), StandardCharsets.UTF_8);
        }
        var here = Path.of(new String(readBytes(in), StandardCharsets.UTF_8));
        var call = new Call(arguments, new ByteArrayInputStream(readBytes(in)), here);
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int exit;
        try (var printedOut = new PrintStream(out, false, StandardCharsets.UTF_8);
                var printedErr = new PrintStream(err, false, StandardCharsets.UTF_8)) {
            exit = carrier.carry(call, printedOut, printedErr);
        }
        var answer = new DataOutputStream(Channels.newOutputStream(channel));
        answer.writeInt(exit);
        writeBytes(answer, out.toByteArray());
        writeBytes(answer, err.toByteArray());
        answer.flush();
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        int size = in.readInt();
        if (size < 0 || size > INPUT_BYTES_MAX) {
            throw new IOException(size + " bytes in one piece");
        }
        var bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new IOException("it ends early");
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        listening.close();
        Files.deleteIfExists(socket);
    }
}

package org.odradek.sync.simulation.server;

import org.jspecify.annotations.Nullable;
import org.odradek.sync.client.transport.Transport.Raw;
import org.odradek.sync.client.transport.Transport.Request;
import org.odradek.sync.protocol.wire.Token;
import org.odradek.sync.protocol.wire.Wake;
import org.odradek.sync.server.ServerConfiguration;
import org.odradek.sync.server.ServerCore;
import org.odradek.sync.server.limit.Limits;
import org.odradek.sync.server.wake.WakeBus;
import org.odradek.sync.simulation.device.Folders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/// A whole server but for its socket. It can be stopped or killed and started again, backed up, set back to its backup, and wiped.
public final class SimulatedServer implements AutoCloseable {
    private final Path data;
    private final Path backup;
    private final Limits limits;
    private final InstantSource clock;
    private final IntFunction<byte[]> randomBytes;
    private final List<Runnable> channelEnds = new ArrayList<>();
    private @Nullable ServerCore core;

    public SimulatedServer(
            Path data, Limits limits, InstantSource clock, IntFunction<byte[]> randomBytes) {
        this.data = data;
        this.backup = data.resolveSibling(data.getFileName() + "-backup");
        this.limits = limits;
        this.clock = clock;
        this.randomBytes = randomBytes;
    }

    public void start() {
        try {
            core =
                    ServerCore.open(
                            ServerConfiguration.loopback(0, data, limits, clock, randomBytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void stop() {
        if (core != null) {
            core.close();
            core = null;
            channelEnds.forEach(Runnable::run);
            channelEnds.clear();
        }
    }

    /// Ends it without a last word: what stays is what its files hold now.
    public void kill() throws IOException {
        var found = data.resolveSibling(data.getFileName() + "-found");
        Folders.copy(data, found);
        stop();
        Folders.delete(data);
        Files.move(found, data);
    }

    /// Another server over a copy of what this one's files hold now.
    public SimulatedServer forked(Path copy) throws IOException {
        Folders.delete(copy);
        Folders.copy(data, copy);
        return new SimulatedServer(copy, limits, clock, randomBytes);
    }

    public boolean isUp() {
        return core != null;
    }

    /// What a server does by itself every few minutes.
    public void sweep() {
        if (core != null) {
            core.sweep();
        }
    }

    /// Keeps a copy of what its files hold now.
    public void backUp() throws IOException {
        Folders.delete(backup);
        Folders.copy(data, backup);
    }

    public boolean hasBackup() {
        return Files.isDirectory(backup);
    }

    /// Sets a stopped server back to its backup.
    public void restore() throws IOException {
        Folders.delete(data);
        Folders.copy(backup, data);
    }

    /// Leaves nothing of a stopped server.
    public void wipe() throws IOException {
        Folders.delete(data);
        Folders.delete(backup);
    }

    public Raw.Arrived answer(Request request) {
        var path = request.path();
        int query = path.indexOf('?');
        var token = request.token();
        byte @Nullable [] body = request.body();
        var answer =
                running()
                        .reception()
                        .answer(
                                request.method(),
                                query < 0 ? path : path.substring(0, query),
                                query < 0 ? "" : path.substring(query + 1),
                                token == null ? "" : "Bearer " + token.value(),
                                body == null ? new byte[0] : body);
        return new Raw.Arrived(answer.status(), answer.content());
    }

    /// @param ended called when the server goes down
    public WakeBus.Subscription listen(Token token, Consumer<Wake> woken, Runnable ended) {
        channelEnds.add(ended);
        return running().reception().listen("Bearer " + token.value(), woken).orElse(() -> {});
    }

    private ServerCore running() {
        if (core == null) {
            throw new IllegalStateException("the server is down");
        }
        return core;
    }

    @Override
    public void close() {
        stop();
    }
}

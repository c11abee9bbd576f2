package org.odradek.sync.simulation.server;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.jspecify.annotations.Nullable;
import org.odradek.sync.client.transport.Transport.Request;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.wire.Token;
import org.odradek.sync.protocol.wire.Wake;
import org.odradek.sync.server.ServerConfiguration;
import org.odradek.sync.server.blob.BlobStore;
import org.odradek.sync.server.blob.FileBlobs;
import org.odradek.sync.server.limit.Limits;
import org.odradek.sync.server.log.h2.H2AccountLog;
import org.odradek.sync.server.wake.WakeBus;
import org.odradek.sync.simulation.device.Folders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/// A whole server but for its socket: one node, or several over one log behind one address. It can be stopped or killed and started again,
/// backed up, set back to its backup, and wiped; and so can each node by itself, while others serve.
public final class SimulatedServer implements AutoCloseable {
    private static final int SECRET_BYTES = 32;

    /// How far clocks that are kept right are apart.
    private static final int CLOCKS_APART_MS = 2_000;

    private final Path data;
    private final Path backup;
    private final Limits limits;
    private final InstantSource clock;
    private final IntFunction<byte[]> randomBytes;
    private final Cluster cluster;
    private final Relay relay;
    private final TreeMap<Integer, Node> nodes = new TreeMap<>();
    private Balancer balancer;
    private IntConsumer died = _ -> {};
    private @Nullable Shared shared;

    public SimulatedServer(
            Path data,
            Limits limits,
            InstantSource clock,
            IntFunction<byte[]> randomBytes,
            Cluster cluster) {
        this.data = data;
        this.backup = data.resolveSibling(data.getFileName() + "-backup");
        this.limits = limits;
        this.clock = clock;
        this.randomBytes = randomBytes;
        this.cluster = cluster;
        this.relay = new Relay(cluster);
        this.balancer = new Balancer(cluster);
    }

    /// What all nodes work on.
    private record Shared(H2AccountLog log, BlobStore blobs) {}

    public void start() {
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        shared =
                new Shared(
                        H2AccountLog.open(
                                ServerConfiguration.embeddedLog(data),
                                new Bytes(randomBytes.apply(SECRET_BYTES)),
                                new SimpleMeterRegistry()),
                        new FileBlobs(data.resolve("blobs")));
        for (int number = 0; number < cluster.nodes(); number++) {
            startNode(number);
        }
    }

    /// Starts a node, unless it runs or the whole server is down.
    public void startNode(int number) {
        var on = shared;
        if (on == null || nodes.containsKey(number)) {
            return;
        }
        var wrongBy =
                Duration.ofMillis(
                        cluster.nodes() == 1
                                ? 0
                                : cluster.random().nextInt(2 * CLOCKS_APART_MS) - CLOCKS_APART_MS);
        var configuration =
                ServerConfiguration.loopback(
                        0, data, limits, () -> clock.instant().plus(wrongBy), randomBytes);
        nodes.put(
                number,
                new Node(
                        on.log,
                        on.blobs,
                        relay.join(number, hint -> hears(number, hint)),
                        configuration));
        balancer.up(number);
    }

    private void hears(int number, Runnable hint) {
        try {
            hint.run();
        } catch (Lifeline.Died e) {
            bury(number);
        }
    }

    /// Ends one node in order.
    public void stopNode(int number) {
        var node = nodes.remove(number);
        if (node != null) {
            node.stop();
        }
    }

    /// Lets a node die in the middle of something, so many steps from now.
    public void killNode(int number, int steps, boolean afterwards) {
        var node = nodes.get(number);
        if (node != null) {
            node.lifeline().cutAfter(steps, afterwards);
        }
    }

    /// Who hears of each node that has died.
    public void whenNodeDies(IntConsumer hears) {
        died = hears;
    }

    /// Lets so many of a hundred hints between nodes go astray.
    public void hintsAstray(int percent) {
        relay.bad(percent);
    }

    /// No node is to die any more, and no hint goes astray.
    public void spare() {
        relay.bad(0);
        nodes.values().forEach(node -> node.lifeline().spare());
    }

    /// Whether the whole of it is on, though perhaps no node of it runs.
    public boolean isServing() {
        return shared != null;
    }

    /// The numbers of those that run.
    public List<Integer> nodesUp() {
        return List.copyOf(nodes.keySet());
    }

    public int nodes() {
        return cluster.nodes();
    }

    private void bury(int number) {
        var node = nodes.remove(number);
        if (node != null) {
            relay.leave(number);
            died.accept(number);
            node.hangUp();
        }
    }

    public void stop() {
        var on = shared;
        if (on != null) {
            nodesUp().forEach(this::stopNode);
            on.log.close();
            shared = null;
            balancer = new Balancer(cluster);
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
        return new SimulatedServer(
                copy, limits, clock, randomBytes, Cluster.single(cluster.time(), cluster.random()));
    }

    public boolean isUp() {
        return !nodes.isEmpty();
    }

    /// What each node does by itself every few minutes.
    public void sweep() {
        for (int number : nodesUp()) {
            hears(number, nodes.get(number)::sweep);
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

    /// Answers by one of the nodes.
    public Served answer(String device, Request request) {
        int number = balancer.node(device).orElse(-1);
        var node = nodes.get(number);
        if (node == null) {
            balancer.foundDown(number);
            return new Served.NobodyThere();
        }
        try {
            return new Served.Answered(node.answer(request));
        } catch (Lifeline.Died e) {
            bury(number);
            return new Served.DiedOfIt();
        }
    }

    /// @param ended called when the node that listens for it goes down
    public WakeBus.Subscription listen(
            String device, Token token, Consumer<Wake> woken, Runnable ended) {
        int number = balancer.node(device).orElse(-1);
        var node = nodes.get(number);
        if (node == null) {
            balancer.foundDown(number);
            ended.run();
            return () -> {};
        }
        try {
            return node.listen(token, woken, ended);
        } catch (Lifeline.Died e) {
            bury(number);
            return () -> {};
        }
    }

    @Override
    public void close() {
        stop();
    }
}

package org.odradek.sync.server;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.wire.MalformedMessageException;
import org.odradek.sync.protocol.wire.PushAnswer;
import org.odradek.sync.protocol.wire.SessionAnswer;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// A device that pushes one entry after the other, to whichever node answers, and again until one has.
final class PushingDevice {
    /// What a server may say to a device that is right: taken, log in again, come again later.
    private static final Set<Integer> EXPECTED = Set.of(200, 401, 503);

    private final TestDevice device;
    private final AtomicReferenceArray<TestClient> nodes;
    private final Object progress;
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final Thread thread;
    private volatile boolean isEnding;
    private volatile @Nullable Throwable failure;

    /// @param nodes clients of this device, one for each node, replaced when the node is
    /// @param progress notified whenever it is worth another look
    PushingDevice(TestDevice device, AtomicReferenceArray<TestClient> nodes, Object progress) {
        this.device = device;
        this.progress = progress;
        this.nodes = nodes;
        this.thread = Thread.ofPlatform().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Lets the push that is under way end; throws what has gone wrong.
    void end() throws InterruptedException {
        isEnding = true;
        thread.join();
        fail();
    }

    /// Throws what has gone wrong.
    void fail() {
        if (failure != null) {
            throw new AssertionError("a device was told what it must not be", failure);
        }
    }

    TestDevice device() {
        return device;
    }

    /// All that it has written so far.
    List<Bytes> written() {
        synchronized (device) {
            return device.entries().stream().map(one -> new Bytes(one.encode())).toList();
        }
    }

    /// How many of its entries a node has said to hold.
    int acknowledged() {
        return acknowledged.get();
    }

    private void run() {
        try {
            for (int turn = 0; !isEnding; turn++) {
                if (device.entries().size() == acknowledged.get()) {
                    synchronized (device) {
                        device.write(1);
                    }
                }
                push(nodes.get(turn % nodes.length()));
            }
        } catch (RuntimeException | AssertionError e) {
            failure = e;
            moved();
        }
    }

    private void push(TestClient node) {
        try {
            var response = node.post("/v1/push", TestClient.pushOf(device, acknowledged.get() + 1));
            assertTrue(EXPECTED.contains(response.status()), "status " + response.status());
            switch (response.status()) {
                case 200 -> {
                    assertInstanceOf(PushAnswer.Appended.class, response.as(PushAnswer.class));
                    acknowledged.set(device.entries().size());
                    moved();
                }
                case 401 -> assertInstanceOf(SessionAnswer.Opened.class, node.session(device));
                default -> {}
            }
        } catch (IOException | MalformedMessageException e) {
            // The node is down, went down before it answered, or said to come later as it was asked
            // for a session; the next turn
            // asks another.
        }
    }

    private void moved() {
        synchronized (progress) {
            progress.notifyAll();
        }
    }
}

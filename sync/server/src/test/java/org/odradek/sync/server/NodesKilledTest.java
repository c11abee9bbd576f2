package org.odradek.sync.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.SealedEntry;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.control.TestAccount;
import org.odradek.sync.protocol.wire.AccountChain;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.LogRecord;
import org.odradek.sync.protocol.wire.MalformedMessageException;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.protocol.wire.SessionAnswer;
import org.odradek.sync.protocol.wire.SignUpAnswer;
import org.odradek.sync.server.postgresql.InstalledPostgresql;
import org.odradek.sync.server.postgresql.TestPostgresql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/// Three devices push through two nodes over one database, while nodes are killed and the database crashes.
final class NodesKilledTest {
    private static final int DEVICES = 3;
    private static final int NODES = 2;

    @TempDir private Path folder;

    private final TestAccount account =
            TestAccount.with(1, IntStream.range(11, 11 + DEVICES).toArray());
    private final Object progress = new Object();
    private final List<ServerProcess> nodes = new ArrayList<>();
    private final List<PushingDevice> devices = new ArrayList<>();
    private final List<AtomicReferenceArray<TestClient>> clients = new ArrayList<>();

    /// What was seen of the log so far, by device.
    private final Map<DeviceId, List<Bytes>> held = new HashMap<>();

    private Cursor seen = Cursor.START;
    private List<String> options = List.of();

    @Test
    @Timeout(300)
    void givenPushesToTwoNodes_whenEitherIsKilled_thenNothingAcknowledgedIsLostAndNothingIsTwice()
            throws Exception {
        var random = new Random(20261128);
        run(TestPostgresql.newDatabase(), 3, _ -> restart(random.nextInt(NODES)), random);
    }

    /// The long run: `-Dodradek.nodeKills=100`.
    @Test
    @EnabledIfSystemProperty(named = "odradek.nodeKills", matches = "\\d+")
    void givenPushesToTwoNodes_whenNodesAreKilledAndTheDatabaseCrashes_thenNothingIsLostOrTwice()
            throws Exception {
        int kills = Integer.getInteger("odradek.nodeKills");
        long seed = Long.getLong("odradek.seed", 20261128);
        var random = new Random(seed);
        try (var postgresql = InstalledPostgresql.start()) {
            run(
                    postgresql.url(),
                    kills,
                    round -> {
                        boolean isDatabase = random.nextInt(3) == 0;
                        if (isDatabase) {
                            postgresql.crashAndRecover();
                        } else {
                            restart(random.nextInt(NODES));
                        }
                        System.out.printf(
                                "round %d of seed %d, %s: %d acknowledged%n",
                                round, seed, isDatabase ? "database" : "node", acknowledged());
                    },
                    random);
        }
    }

    private interface Blow {
        void fall(int round) throws Exception;
    }

    private void run(String url, int rounds, Blow blow, Random random) throws Exception {
        var limits =
                Files.writeString(
                        folder.resolve("limits"), "requests.per-minute.per-device=1000000\n");
        options = List.of("--insecure-loopback", "--log", url, "--limits", limits.toString());
        for (int node = 0; node < NODES; node++) {
            nodes.add(startNode(node));
        }
        try {
            enter();
            devices.forEach(PushingDevice::start);
            for (int round = 0; round < rounds; round++) {
                await(acknowledged() + 1 + random.nextInt(40));
                blow.fall(round);
                look("round " + round);
            }
            await(acknowledged() + 20);
            for (var device : devices) {
                device.end();
            }
            look("in the end");
            held.clear();
            seen = Cursor.START;
            look("from the beginning");
            assertEquals(0, nodes.getFirst().end());
        } finally {
            nodes.forEach(ServerProcess::close);
        }
    }

    private ServerProcess startNode(int node) throws IOException {
        return ServerProcess.listening(
                folder.resolve("node" + node), options.toArray(new String[0]));
    }

    private void enter() throws IOException {
        try (var client = new TestClient(nodes.getFirst().url())) {
            assertEquals(
                    new SignUpAnswer.SignedUp(account.account()), client.signUp(account, "maria"));
        }
        for (int number = 0; number < DEVICES; number++) {
            var device = new TestDevice(account.account(), 11 + number);
            var own = new AtomicReferenceArray<TestClient>(NODES);
            for (int node = 0; node < NODES; node++) {
                own.set(node, new TestClient(nodes.get(node).url()));
                assertInstanceOf(SessionAnswer.Opened.class, own.get(node).session(device));
            }
            clients.add(own);
            devices.add(new PushingDevice(device, own, progress));
        }
    }

    /// Kills a node without a word and starts another in its place.
    private void restart(int node) throws IOException, InterruptedException {
        nodes.get(node).kill();
        nodes.set(node, startNode(node));
        for (var own : clients) {
            var before = own.get(node);
            own.set(node, new TestClient(nodes.get(node).url()));
            before.close();
        }
    }

    private int acknowledged() {
        return devices.stream().mapToInt(PushingDevice::acknowledged).sum();
    }

    private void await(int count) throws InterruptedException {
        synchronized (progress) {
            while (acknowledged() < count) {
                progress.wait();
                devices.forEach(PushingDevice::fail);
            }
        }
    }

    /// Reads on where the last look ended, and compares with what the devices have written and been told.
    private void look(String when) throws IOException {
        var before = devices.stream().map(PushingDevice::acknowledged).toList();
        for (boolean isAtEnd = false; !isAtEnd; ) {
            var page = page();
            var hash = seen.hash();
            for (var record : page.records()) {
                hash = AccountChain.next(hash, record);
                if (record instanceof LogRecord.Entry(_, var sealed)) {
                    held.computeIfAbsent(
                                    SealedEntry.decode(sealed.array()).id().device(),
                                    _ -> new ArrayList<>())
                            .add(sealed);
                }
            }
            assertEquals(page.next().hash(), hash, when);
            seen = page.next();
            isAtEnd = seen.position() == page.head();
        }
        for (int i = 0; i < DEVICES; i++) {
            var own = held.getOrDefault(devices.get(i).device().id(), List.of());
            var written = devices.get(i).written();
            assertTrue(own.size() >= before.get(i), when + ": " + own.size() + " of " + before);
            assertEquals(written.subList(0, own.size()), own, when);
        }
    }

    private PullAnswer.Page page() throws IOException {
        var device = devices.getFirst().device();
        while (true) {
            for (int node = 0; node < NODES; node++) {
                try (var client = new TestClient(nodes.get(node).url())) {
                    if (client.session(device) instanceof SessionAnswer.Opened) {
                        return assertInstanceOf(PullAnswer.Page.class, client.pull(seen));
                    }
                } catch (MalformedMessageException e) {
                    // It said to come later; the other one is asked.
                }
            }
        }
    }
}

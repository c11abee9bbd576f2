package org.odradek.sync.server.load;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/// Many wake channels to one server, on one thread. Each pings as devices do, and one that was closed comes back by itself, after a
/// wait with full jitter as devices keep it.
final class WakeFleet implements AutoCloseable {
    private static final Duration PING_EVERY = Duration.ofSeconds(25);
    private static final long FIRST_WAIT_MS = 500;
    private static final long LONGEST_WAIT_MS = 30_000;

    /// Well below the ports that one address has; beyond it lines come from the next loopback address.
    private static final int LINES_PER_ADDRESS = 20_000;

    /// Below what a listening socket's backlog holds.
    private static final int CONNECTING_MAX = 512;

    /// Many more than a server works on at once. Each takes a socket of its own, so that they leave room for the lines.
    private static final int ADMISSIONS_AT_ONCE = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(WakeFleet.class);

    private final InetSocketAddress server;
    private final Admission admission;
    private final RandomGenerator random;
    private final List<WakeLine> lines = new ArrayList<>();
    private final ExecutorService admissions =
            Executors.newFixedThreadPool(ADMISSIONS_AT_ONCE, Thread.ofVirtual().factory());
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(16 << 10);
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Due> dues = new PriorityQueue<>();
    private final ArrayDeque<Admitted> admitted = new ArrayDeque<>();
    private final String[] tokens;
    private final AtomicInteger open = new AtomicInteger();
    private final ConcurrentSkipListMap<Integer, Integer> refusals = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListMap<Integer, Integer> closes = new ConcurrentSkipListMap<>();
    private final Thread thread;
    private int connecting;
    private volatile boolean isClosed;

    /// How a line comes in.
    interface Admission {
        /// The token for a line's upgrade, empty for a server that wants none. May block.
        String token(int line) throws IOException, InterruptedException;
    }

    /// @param pingOf the connection to ping, by number; 0 to connect
    private record Due(long atNs, WakeLine line, int pingOf) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return Long.compare(atNs, other.atNs);
        }
    }

    private record Admitted(WakeLine line, String token) {}

    WakeFleet(InetSocketAddress server, int lines, Admission admission, RandomGenerator random)
            throws IOException {
        this.server = server;
        this.admission = admission;
        this.random = random;
        this.tokens = new String[lines];
        for (int i = 0; i < lines; i++) {
            this.lines.add(new WakeLine(i));
            tokens[i] = "";
        }
        this.selector = Selector.open();
        this.thread = Thread.ofPlatform().daemon().name("odradek-load-fleet").unstarted(this::run);
    }

    /// Brings all lines in, as fast as they are let in.
    void start() {
        lines.forEach(line -> dues.add(new Due(System.nanoTime(), line, 0)));
        thread.start();
    }

    /// How many lines are open now.
    int open() {
        return open.get();
    }

    /// Statuses other than 101 with which upgrades were answered, and how often.
    Map<Integer, Integer> refusals() {
        return refusals;
    }

    /// Close codes that the server sent, and how often.
    Map<Integer, Integer> closes() {
        return closes;
    }

    /// Whether so many lines are open before the time is up.
    boolean awaitOpen(int count, Duration atMost) throws InterruptedException {
        long untilNs = System.nanoTime() + atMost.toNanos();
        synchronized (open) {
            while (open.get() != count) {
                long leftMs = TimeUnit.NANOSECONDS.toMillis(untilNs - System.nanoTime());
                if (leftMs <= 0) {
                    return false;
                }
                open.wait(leftMs);
            }
            return true;
        }
    }

    /// Counts down as each of these lines receives its next wake frame.
    CountDownLatch expect(List<Integer> numbers) {
        var latch = new CountDownLatch(numbers.size());
        numbers.forEach(number -> lines.get(number).expect(latch));
        return latch;
    }

    /// Cuts all lines at once; each comes back after its wait.
    void cut() throws InterruptedException {
        var done = new CountDownLatch(1);
        commands.add(
                () -> {
                    lines.stream()
                            .filter(line -> line.state() == WakeLine.State.OPEN)
                            .forEach(this::lost);
                    done.countDown();
                });
        selector.wakeup();
        done.await();
    }

    private void run() {
        try {
            while (!isClosed) {
                long waitMs = 50;
                var next = dues.peek();
                if (next != null) {
                    waitMs = Math.clamp((next.atNs() - System.nanoTime()) / 1_000_000, 1, 50);
                }
                selector.select(this::ready, waitMs);
                for (var command = commands.poll(); command != null; command = commands.poll()) {
                    command.run();
                }
                meetDues();
                connectAdmitted();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lines.forEach(WakeLine::drop);
        }
    }

    private void ready(SelectionKey key) {
        var line = (WakeLine) key.attachment();
        if (!key.isValid()) {
            return;
        }
        try {
            if (line.state() == WakeLine.State.CONNECTING) {
                line.connected(
                        server.getHostString() + ":" + server.getPort(), tokens[line.number()]);
                return;
            }
            boolean wasUpgrading = line.state() == WakeLine.State.UPGRADING;
            var brought = line.read(buffer);
            if (wasUpgrading && brought.upgradeStatus() > 0) {
                upgraded(line, brought.upgradeStatus());
            }
            if (brought.closeCode() > 0) {
                closes.merge(brought.closeCode(), 1, Integer::sum);
                lost(line);
            }
        } catch (IOException e) {
            LOG.debug("line {} was cut", line.number(), e);
            lost(line);
        }
    }

    private void upgraded(WakeLine line, int status) {
        if (status != 101) {
            refusals.merge(status, 1, Integer::sum);
            lost(line);
            return;
        }
        connecting--;
        moved(1);
        long spreadNs = random.nextLong(PING_EVERY.toNanos());
        dues.add(new Due(System.nanoTime() + spreadNs, line, line.connections()));
    }

    private void lost(WakeLine line) {
        switch (line.state()) {
            case OPEN -> moved(-1);
            case CONNECTING, UPGRADING -> connecting--;
            case WAITING -> {}
        }
        line.drop();
        long ceilingMs =
                Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS << Math.min(line.failures() - 1, 16));
        long waitNs = TimeUnit.MILLISECONDS.toNanos(random.nextLong(ceilingMs + 1));
        dues.add(new Due(System.nanoTime() + waitNs, line, 0));
    }

    private void moved(int by) {
        synchronized (open) {
            open.addAndGet(by);
            open.notifyAll();
        }
    }

    private void meetDues() {
        for (var due = dues.peek();
                due != null && due.atNs() <= System.nanoTime();
                due = dues.peek()) {
            dues.remove();
            var line = due.line();
            if (due.pingOf() == 0) {
                admissions.execute(() -> admit(line));
            } else if (line.state() == WakeLine.State.OPEN && due.pingOf() == line.connections()) {
                try {
                    line.ping();
                    dues.add(new Due(due.atNs() + PING_EVERY.toNanos(), line, due.pingOf()));
                } catch (IOException e) {
                    LOG.debug("line {} was cut", line.number(), e);
                    lost(line);
                }
            }
        }
    }

    /// On a thread of its own, since it may wait for the server.
    private void admit(WakeLine line) {
        Runnable next;
        try {
            var token = admission.token(line.number());
            next = () -> admitted.add(new Admitted(line, token));
        } catch (IOException e) {
            LOG.debug("line {} was not let in", line.number(), e);
            next = () -> lost(line);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        commands.add(next);
        selector.wakeup();
    }

    private void connectAdmitted() {
        while (connecting < CONNECTING_MAX && !admitted.isEmpty()) {
            var next = admitted.remove();
            tokens[next.line().number()] = next.token();
            connecting++;
            try {
                next.line().connect(selector, source(next.line().number()), server);
            } catch (IOException e) {
                LOG.debug("line {} does not connect", next.line().number(), e);
                if (next.line().state() == WakeLine.State.WAITING) {
                    connecting--;
                }
                lost(next.line());
            }
        }
    }

    private static InetAddress source(int line) throws IOException {
        return InetAddress.getByAddress(
                new byte[] {127, 0, 0, (byte) (1 + line / LINES_PER_ADDRESS)});
    }

    @Override
    public void close() throws IOException {
        isClosed = true;
        selector.wakeup();
        admissions.shutdownNow();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        selector.close();
    }
}

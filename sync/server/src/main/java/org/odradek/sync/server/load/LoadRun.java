package org.odradek.sync.server.load;

import org.jspecify.annotations.Nullable;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.Pull;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.protocol.wire.PushAnswer;
import org.odradek.sync.protocol.wire.SignUpAnswer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// One load from beginning to end, phase after phase. Used by one thread.
final class LoadRun implements AutoCloseable {
    /// No phase waits longer.
    private static final Duration PHASE_MAX = Duration.ofMinutes(5);

    private static final int SENDERS = 16;
    private static final int PART_BYTES = 192;
    private static final int ACCOUNTS_WOKEN = 40;

    private final LoadPlan plan;
    private final LoadClient client;
    private final InetSocketAddress address;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Figures figures = new Figures();
    private final ExecutorService senders =
            Executors.newFixedThreadPool(SENDERS, Thread.ofPlatform().daemon().factory());
    private final List<LoadAccount> accounts = new ArrayList<>();
    private final List<LoadDevice> devices = new ArrayList<>();
    private final String[] tokens;
    private final Cursor[] cursors;
    private final long[] received;
    private volatile boolean isBack;
    private @Nullable WakeFleet fleet;

    /// @param server `http://127.0.0.1:PORT`
    /// @param random a thread-safe one
    LoadRun(LoadPlan plan, URI server, InstantSource clock, RandomGenerator random) {
        this.plan = plan;
        this.client = new LoadClient(server);
        this.address = new InetSocketAddress(server.getHost(), server.getPort());
        this.clock = clock;
        this.random = random;
        this.tokens = new String[plan.lines()];
        this.cursors = new Cursor[plan.lines()];
        this.received = new long[plan.lines()];
    }

    /// Everything that the plan says.
    Figures run() throws IOException, InterruptedException {
        open();
        wakeOne();
        wakeAll();
        exchange();
        if (plan.reconnects()) {
            fleet().cut();
            comeBack();
        }
        finish();
        return figures;
    }

    /// Everything up to the wake channels.
    void open() throws IOException, InterruptedException {
        signUp();
        openSessions();
        openChannels();
    }

    Figures figures() {
        return figures;
    }

    WakeFleet fleet() {
        if (fleet == null) {
            throw new IllegalStateException("the channels are not open yet");
        }
        return fleet;
    }

    void signUp() throws IOException, InterruptedException {
        var durations = new Durations();
        var tag = Long.toHexString(random.nextLong());
        long beganNs = System.nanoTime();
        for (int i = 0; i < plan.accounts(); i++) {
            var account =
                    LoadAccount.of("load-" + tag + "-" + i, plan.devices(), clock.millis(), random);
            accounts.add(account);
            devices.addAll(account.devices());
        }
        inParallel(
                plan.accounts(),
                i ->
                        client.post(
                                "/v1/sign-up",
                                "",
                                accounts.get(i).signUp(),
                                SignUpAnswer.class,
                                durations));
        figures.add("signUp.seconds", seconds(beganNs));
        figures.add("signUp", durations);
    }

    void openSessions() throws IOException, InterruptedException {
        var durations = new Durations();
        long beganNs = System.nanoTime();
        inParallel(
                plan.lines(),
                i -> {
                    tokens[i] = client.session(devices.get(i), durations);
                    cursors[i] = Cursor.START;
                    return i;
                });
        figures.add("session.seconds", seconds(beganNs));
        figures.add("session", durations);
    }

    void openChannels() throws IOException, InterruptedException {
        var before = ProcessMemory.of(plan.pid());
        var opened = new WakeFleet(address, plan.lines(), this::token, random);
        fleet = opened;
        var greeted = opened.expect(all());
        long beganNs = System.nanoTime();
        opened.start();
        boolean areOpen = opened.awaitOpen(plan.lines(), PHASE_MAX);
        boolean areGreeted = areOpen && greeted.await(PHASE_MAX.toSeconds(), TimeUnit.SECONDS);
        figures.add("channels.open", opened.open());
        figures.add("channels.seconds", seconds(beganNs));
        if (!areGreeted) {
            throw new IOException(
                    "only "
                            + opened.open()
                            + " of "
                            + plan.lines()
                            + " wake channels opened; refusals: "
                            + opened.refusals());
        }
        var after = ProcessMemory.of(plan.pid());
        if (before.isPresent() && after.isPresent()) {
            long resident = after.get().residentBytes() - before.get().residentBytes();
            long kernel = after.get().kernelBytes() - before.get().kernelBytes();
            figures.add("channels.residentBytesEach", resident / plan.lines());
            figures.add("channels.kernelBytesEachBothEnds", kernel / plan.lines());
        }
    }

    /// How long after a push all devices of its account have been woken.
    void wakeOne() throws IOException, InterruptedException {
        var durations = new Durations();
        for (int i = 0; i < ACCOUNTS_WOKEN; i++) {
            int account = random.nextInt(plan.accounts());
            int first = account * plan.devices();
            var woken =
                    fleet().expect(IntStream.range(first, first + plan.devices()).boxed().toList());
            long beganNs = System.nanoTime();
            push(first, new Durations());
            await(woken.await(PHASE_MAX.toSeconds(), TimeUnit.SECONDS), "an account's wake");
            durations.add(System.nanoTime() - beganNs);
        }
        figures.add("wakeOne", durations);
    }

    /// How long it takes until every device is woken, when something moves in every account at once.
    void wakeAll() throws IOException, InterruptedException {
        var woken = fleet().expect(all());
        var pushes = new Durations();
        long beganNs = System.nanoTime();
        inParallel(
                plan.accounts(),
                i -> {
                    push(i * plan.devices(), pushes);
                    return i;
                });
        await(woken.await(PHASE_MAX.toSeconds(), TimeUnit.SECONDS), "everybody's wake");
        figures.add("wakeAll.seconds", seconds(beganNs));
    }

    /// Pushes at the rate, each followed by another device's pull.
    void exchange() throws IOException, InterruptedException {
        int total = plan.pushesPerSecond() * plan.seconds();
        if (total == 0) {
            return;
        }
        var pushes = new Durations();
        var pulls = new Durations();
        long beganNs = System.nanoTime();
        var running = new ArrayList<Future<Integer>>();
        for (int i = 0; i < total; i++) {
            long dueNs = beganNs + i * 1_000_000_000L / plan.pushesPerSecond();
            long waitNs = dueNs - System.nanoTime();
            if (waitNs > 0) {
                TimeUnit.NANOSECONDS.sleep(waitNs);
            }
            int account = random.nextInt(plan.accounts());
            int reader = account * plan.devices() + random.nextInt(plan.devices());
            running.add(
                    senders.submit(
                            () -> {
                                push(account * plan.devices(), pushes);
                                pull(reader, pulls);
                                return reader;
                            }));
        }
        await(running);
        figures.add("exchange.pushesPerSecond", total / seconds(beganNs));
        figures.add("push", pushes);
        figures.add("pull", pulls);
    }

    /// Waits until every channel that was cut is open again.
    void comeBack() throws IOException, InterruptedException {
        isBack = true;
        client.enter("coming back");
        long beganNs = System.nanoTime();
        boolean areOpen = fleet().awaitOpen(plan.lines(), PHASE_MAX);
        figures.add("reconnect.seconds", seconds(beganNs));
        figures.add("reconnect.open", fleet().open());
        await(areOpen, "everybody's return");
    }

    /// How often what was refused, when, and with which status.
    Map<String, Integer> refusals() {
        var all = new TreeMap<>(client.refusals());
        fleet().refusals().forEach((status, count) -> all.put("upgrade: " + status, count));
        return all;
    }

    void finish() {
        figures.add("statuses", client.statuses());
        figures.add("refusals", refusals());
        figures.add("closeCodes", fleet().closes());
    }

    /// After a restart of the server each device proves itself anew, which is the more that it can cost.
    private String token(int line) throws IOException, InterruptedException {
        if (isBack) {
            tokens[line] = client.session(devices.get(line), new Durations());
        }
        return tokens[line];
    }

    /// From here on a line that was cut needs a new session.
    void expectNewSessions() {
        isBack = true;
        client.enter("going down");
    }

    /// Pulls everything to every device; a record that was answered for and does not come is a fault.
    void pullEverything() throws IOException, InterruptedException {
        var pulls = new Durations();
        inParallel(
                plan.lines(),
                i -> {
                    pull(i, pulls);
                    return i;
                });
        for (int i = 0; i < plan.lines(); i++) {
            int first = i - i % plan.devices();
            // Each entry that was pushed brought its signed head.
            long expected = 2 * devices.get(first).written();
            if (received[i] != expected) {
                throw new IOException(
                        "device " + i + " has " + received[i] + " records of " + expected);
            }
        }
        figures.add("records.received", LongStream.of(received).sum());
    }

    void push(int line, Durations durations) throws IOException, InterruptedException {
        var device = devices.get(line);
        synchronized (device) {
            var push = device.write(1, PART_BYTES, random);
            var answer = client.post("/v1/push", tokens[line], push, PushAnswer.class, durations);
            if (!(answer instanceof PushAnswer.Appended)) {
                throw new IOException("a push came to nothing: " + answer);
            }
        }
    }

    /// Everything that is new to this device; answers how many entries.
    int pull(int line, Durations durations) throws IOException, InterruptedException {
        synchronized (devices.get(line)) {
            int records = 0;
            while (true) {
                var pull = Pull.after(cursors[line]);
                var answer =
                        client.post("/v1/pull", tokens[line], pull, PullAnswer.class, durations);
                if (!(answer instanceof PullAnswer.Page page)) {
                    throw new IOException("a pull came to nothing: " + answer);
                }
                cursors[line] = page.next();
                received[line] += page.records().size();
                records += page.records().size();
                if (page.next().position() >= page.head()) {
                    return records;
                }
            }
        }
    }

    private List<Integer> all() {
        return IntStream.range(0, plan.lines()).boxed().toList();
    }

    /// What is done for a number.
    private interface Work {
        Object at(int number) throws IOException, InterruptedException;
    }

    private void inParallel(int count, Work work) throws IOException, InterruptedException {
        var running = new ArrayList<Future<Object>>();
        for (int i = 0; i < count; i++) {
            int number = i;
            Callable<Object> task = () -> work.at(number);
            running.add(senders.submit(task));
        }
        await(running);
    }

    private static <T> void await(List<Future<T>> running)
            throws IOException, InterruptedException {
        for (var one : running) {
            try {
                one.get();
            } catch (ExecutionException e) {
                throw new IOException(String.valueOf(e.getCause()), e);
            }
        }
    }

    private static void await(boolean hasCome, String what) throws IOException {
        if (!hasCome) {
            throw new IOException(what + " did not come within " + PHASE_MAX.toMinutes() + " min");
        }
    }

    private static double seconds(long sinceNs) {
        return (System.nanoTime() - sinceNs) / 1e9;
    }

    @Override
    public void close() throws IOException {
        senders.shutdownNow();
        client.close();
        if (fleet != null) {
            fleet.close();
        }
    }
}

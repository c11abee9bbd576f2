package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.client.account.AccountResult;
import org.odradek.sync.client.account.Joining;
import org.odradek.sync.server.OdradekServer;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.LongStream;

/// How long an edit on one device takes until it is in another device's view, both connected through a real server on loopback, beside a
/// forced write on the same disk. Prints what it measured; a measure for a person, which runs when `odradek.latency` says how many edits.
/// With `odradek.idle` it is measured in turns without and with so many idle wake channels of other accounts at the same server.
@EnabledIfSystemProperty(named = "odradek.latency", matches = "[0-9]+")
final class LatencyMeasure {
    private static final String PASSWORD = "correct horse battery staple";
    private static final int ARRIVES_MAX_S = 60;
    private static final int WARM_UP = 200;

    /// As many devices as an account has by default.
    private static final int IDLE_OF_ACCOUNT = 8;

    /// Without and with idle channels, so often.
    private static final int TURNS = 2;

    /// So many edits the server gets to come to rest after channels were opened or closed.
    private static final int SETTLING = 50;

    @TempDir Path folder;

    @Test
    void givenTwoConnectedDevices_whenOneWrites_thenItIsPrintedWhenTheOtherShowsIt()
            throws Exception {
        int edits = Integer.getInteger("odradek.latency");
        try (var server = new TestServer(folder.resolve("server"), TestServer.manyRequests());
                var desk = new TestDevice(folder.resolve("desk"), "Desk PC", server.url());
                var laptop = new TestDevice(folder.resolve("laptop"), "Laptop", server.url())) {
            assertInstanceOf(AccountResult.Done.class, desk.create("ada", PASSWORD));
            var note = desk.note("Note", "What it says.\n");
            assertEquals(SyncState.Kind.UP_TO_DATE, desk.sync().kind());
            assertInstanceOf(Joining.Enrolled.class, laptop.logIn("ada", PASSWORD));
            assertEquals(SyncState.Kind.UP_TO_DATE, laptop.sync().kind());
            var arrived = new LinkedBlockingQueue<Long>();
            var deskRests = rests(desk);
            var laptopRests = rests(laptop);
            try (var _ =
                    laptop.store.subscribe(
                            change -> {
                                if (!change.own()) {
                                    arrived.add(System.nanoTime());
                                }
                            })) {
                desk.sync.start();
                laptop.sync.start();
                for (int i = 0; i < WARM_UP; i++) {
                    edit(() -> desk.rename(note, "Warming up"), arrived, deskRests, laptopRests);
                }
                IntFunction<long[]> measured =
                        count ->
                                LongStream.range(0, count)
                                        .map(
                                                i ->
                                                        edit(
                                                                () ->
                                                                        desk.rename(
                                                                                note, "Edit " + i),
                                                                arrived,
                                                                deskRests,
                                                                laptopRests))
                                        .toArray();
                int idle = Integer.getInteger("odradek.idle", 0);
                if (idle == 0) {
                    print("edit on one, shown on the other", measured.apply(edits));
                } else {
                    inTurns(server.url(), idle, edits, measured);
                }
            }
            print("one forced write of 500 bytes", forced(edits));
            assertEquals(desk.hash(), laptop.hash());
        }
    }

    private static void inTurns(String url, int idle, int edits, IntFunction<long[]> measured)
            throws IOException, InterruptedException {
        var without = LongStream.builder();
        var with = LongStream.builder();
        for (int turn = 0; turn < TURNS; turn++) {
            var _ = measured.apply(SETTLING);
            Arrays.stream(measured.apply(edits / TURNS)).forEach(without);
            try (var _ = new IdleChannels(url, idle)) {
                var _ = measured.apply(SETTLING);
                Arrays.stream(measured.apply(edits / TURNS)).forEach(with);
            }
        }
        print("shown, no idle channels", without.build().toArray());
        print("shown, " + idle + " idle channels", with.build().toArray());
    }

    /// Of accounts made up for it, in a process of its own: a process may have only so many files open, and this one has the server's.
    private static final class IdleChannels implements AutoCloseable {
        private final Process process;

        IdleChannels(String url, int count) throws IOException {
            process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    OdradekServer.class.getName(),
                                    "load",
                                    "--hold",
                                    "--url",
                                    url,
                                    "--accounts",
                                    Integer.toString(count / IDLE_OF_ACCOUNT),
                                    "--devices",
                                    Integer.toString(IDLE_OF_ACCOUNT))
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            assertEquals(
                    count / IDLE_OF_ACCOUNT * IDLE_OF_ACCOUNT + " wake channels are open",
                    new BufferedReader(process.inputReader(StandardCharsets.UTF_8)).readLine());
        }

        @Override
        public void close() throws IOException, InterruptedException {
            process.getOutputStream().close();
            assertTrue(process.waitFor(ARRIVES_MAX_S, TimeUnit.SECONDS));
        }
    }

    /// Filled with each word of this device's that everything is delivered.
    private static BlockingQueue<Long> rests(TestDevice device) {
        var rests = new LinkedBlockingQueue<Long>();
        device.sync.listen(
                state -> {
                    if (state.kind() == SyncState.Kind.UP_TO_DATE) {
                        rests.add(System.nanoTime());
                    }
                });
        return rests;
    }

    /// Both devices are at rest when it begins and when it ends, as between two edits of a person.
    private static long edit(
            Runnable write,
            BlockingQueue<Long> arrived,
            BlockingQueue<Long> deskRests,
            BlockingQueue<Long> laptopRests) {
        arrived.clear();
        deskRests.clear();
        laptopRests.clear();
        long start = System.nanoTime();
        write.run();
        long end = next(arrived);
        next(deskRests);
        next(laptopRests);
        return end - start;
    }

    private static long next(BlockingQueue<Long> times) {
        try {
            var next = times.poll(ARRIVES_MAX_S, TimeUnit.SECONDS);
            assertNotNull(next, "an edit that does not arrive");
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private long[] forced(int times) throws IOException {
        var taken = new long[times];
        try (var file =
                FileChannel.open(
                        folder.resolve("floor"),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE)) {
            for (int i = 0; i < times; i++) {
                long start = System.nanoTime();
                file.write(ByteBuffer.allocate(500));
                file.force(false);
                taken[i] = System.nanoTime() - start;
            }
        }
        return taken;
    }

    private static void print(String what, long[] taken) {
        Arrays.sort(taken);
        System.out.printf(
                Locale.ROOT,
                "%-34s median %7.2f ms   95 of 100 %7.2f ms   99 of 100 %7.2f ms   longest %7.2f"
                        + " ms%n",
                what,
                taken[taken.length / 2] / 1e6,
                taken[taken.length * 95 / 100] / 1e6,
                taken[taken.length * 99 / 100] / 1e6,
                taken[taken.length - 1] / 1e6);
    }
}

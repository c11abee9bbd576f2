package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.client.account.AccountResult;
import org.odradek.sync.client.account.Joining;
import org.odradek.sync.server.limit.Limits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// How long an edit on one device takes until it is in another device's view, both connected through a real server on loopback, beside a
/// forced write on the same disk. Prints what it measured; a measure for a person, which runs when `odradek.latency` says how many edits.
@EnabledIfSystemProperty(named = "odradek.latency", matches = "[0-9]+")
final class LatencyMeasure {
    private static final String PASSWORD = "correct horse battery staple";
    private static final int ARRIVES_MAX_S = 60;
    private static final int WARM_UP = 200;

    @TempDir Path folder;

    @Test
    void givenTwoConnectedDevices_whenOneWrites_thenItIsPrintedWhenTheOtherShowsIt()
            throws Exception {
        int edits = Integer.getInteger("odradek.latency");
        try (var server = new TestServer(folder.resolve("server"), manyRequests());
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
                var taken = new long[edits];
                for (int i = 0; i < edits; i++) {
                    var title = "Edit " + i;
                    taken[i] =
                            edit(() -> desk.rename(note, title), arrived, deskRests, laptopRests);
                }
                print("edit on one, shown on the other", taken);
            }
            print("one forced write of 500 bytes", forced(edits));
            assertEquals(desk.hash(), laptop.hash());
        }
    }

    /// Edits one right after the other need more requests than a person's, of which a server grants so many a minute.
    private static Limits manyRequests() {
        var usual = Limits.DEFAULT;
        return new Limits(
                usual.activeConnectionsMax(),
                usual.idleDaysMax(),
                usual.channelEntriesMax(),
                usual.channelBytesMax(),
                usual.accountBytesMax(),
                usual.requestBytesMax(),
                Integer.MAX_VALUE,
                usual.logInsPerMinute());
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
            BlockingQueue<Long> laptopRests)
            throws InterruptedException {
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

    private static long next(BlockingQueue<Long> times) throws InterruptedException {
        var next = times.poll(ARRIVES_MAX_S, TimeUnit.SECONDS);
        assertNotNull(next, "an edit that does not arrive");
        return next;
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

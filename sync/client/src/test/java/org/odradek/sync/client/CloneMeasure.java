package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.OperatingSystemMXBean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.store.view.ListQuery;
import org.odradek.sync.client.account.AccountResult;
import org.odradek.sync.client.account.Joining;
import org.odradek.sync.client.transport.Transport;
import org.odradek.sync.protocol.clone.Clones;
import org.odradek.sync.protocol.wire.Wire;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/// How long a new device takes to have a large account, by a clone and by pulling, through a real server on loopback: until its list shows
/// something, shows everything, everything can be searched, and it has nothing left to do, which is for a clone that it has checked what it
/// believed. Prints the time and the processor's, since the machine may do other things; a measure for a person, which runs when
/// `odradek.clone` says how many notes. `odradek.rounds` says how many devices come each way, one after the other.
@EnabledIfSystemProperty(named = "odradek.clone", matches = "[0-9]+")
final class CloneMeasure {
    private static final String PASSWORD = "correct horse battery staple";

    /// Edits that share forced writes, so that preparing the measure takes no longer than the measure.
    private static final int WRITERS = 16;

    private static final int PART = 10_000;
    private static final int WORDS = 60;

    @TempDir Path folder;

    private long startNs;
    private long startCpuNs;

    @Test
    void givenALargeAccount_whenNewDevicesCome_thenItIsPrintedHowLongThatTook() throws Exception {
        int notes = Integer.getInteger("odradek.clone");
        int rounds = Integer.getInteger("odradek.rounds", 1);
        try (var server = new TestServer(folder.resolve("server"));
                var desk = new TestDevice(folder.resolve("desk"), "Desk PC", server.url())) {
            assertInstanceOf(AccountResult.Done.class, desk.create("ada", PASSWORD));
            begin();
            for (int made = 0; made < notes; made += PART) {
                notes(desk, made, Math.min(notes, made + PART));
            }
            upToDate(desk);
            print("made and pushed");
            try (var first = new TestDevice(folder.resolve("first"), "First", server.url())) {
                assertInstanceOf(Joining.Enrolled.class, first.logIn("ada", PASSWORD));
                begin();
                // A newcomer is there, for whom the server wishes a clone.
                upToDate(desk);
                print("clone packed and sent");
            }
            for (int round = 0; round < rounds; round++) {
                comes("Cloning " + round, server.url(), desk, notes, asItIs());
                comes("Pulling " + round, server.url(), desk, notes, withoutClones());
            }
        }
    }

    /// Nothing is asked for ahead, as on the other way.
    private static UnaryOperator<Transport> asItIs() {
        return TestTransport.of((request, real) -> real.send(request));
    }

    private static UnaryOperator<Transport> withoutClones() {
        return TestTransport.of(
                (request, real) ->
                        request.path().equals("/v1/clones")
                                ? new Transport.Raw.Arrived(200, Wire.encode(new Clones(List.of())))
                                : real.send(request));
    }

    private void comes(
            String name, String url, TestDevice desk, int notes, UnaryOperator<Transport> between)
            throws Exception {
        try (var device = new TestDevice(folder.resolve(name), name, url, between)) {
            assertInstanceOf(Joining.Enrolled.class, device.logIn("ada", PASSWORD));
            begin();
            until(device, () -> rows(device) > 0);
            print(name + ": first rows");
            until(device, () -> rows(device) == notes);
            print(name + ": all rows");
            int found = device.store.search().find("tree", false, 0, TestDevice.TODAY).total();
            assertEquals(notes, found);
            print(name + ": searched");
            upToDate(device);
            print(name + ": nothing left to do");
            assertEquals(desk.hash(), device.hash());
        }
    }

    private static int rows(TestDevice device) {
        var all = ListQuery.of(new ListQuery.Scope.All(), ListQuery.Sort.UPDATED, TestDevice.TODAY);
        var view = device.store.view();
        var ids = view.ids(all);
        assertTrue(
                ids.isEmpty() || view.rows(ids.subList(0, 1)).size() == 1, "a list without rows");
        return ids.size();
    }

    private static void until(TestDevice device, Callable<Boolean> there) throws Exception {
        while (!there.call()) {
            device.sync.turn();
        }
    }

    private static void upToDate(TestDevice device) {
        do {
            device.sync.turn();
        } while (device.sync.state().kind() == SyncState.Kind.MOVING
                || device.sync.state().kind() == SyncState.Kind.CLONING);
        assertEquals(SyncState.Kind.UP_TO_DATE, device.sync.state().kind());
    }

    private static void notes(TestDevice device, int from, int to) throws Exception {
        try (var writers = Executors.newFixedThreadPool(WRITERS)) {
            var all = new ArrayList<Callable<Boolean>>();
            for (int n = from; n < to; n++) {
                int number = n;
                all.add(
                        () -> {
                            device.note("Note " + number, text(number));
                            return true;
                        });
            }
            for (var done : writers.invokeAll(all)) {
                done.get();
            }
        }
    }

    private static String text(int number) {
        var words = new StringBuilder("A tree of number " + number + ".\n");
        long state = number;
        for (int n = 0; n < WORDS; n++) {
            state = state * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
            words.append("word").append(Long.toString(state >>> 52, 36)).append(' ');
        }
        return words.append('\n').toString();
    }

    private void begin() {
        System.gc();
        heaps().forEach(MemoryPoolMXBean::resetPeakUsage);
        startNs = System.nanoTime();
        startCpuNs = cpuNs();
    }

    private void print(String what) {
        long peak = heaps().stream().mapToLong(heap -> heap.getPeakUsage().getUsed()).sum();
        System.out.printf(
                Locale.ROOT,
                "%-30s %8.2f s %8.2f s of processor %6d MB peak heap%n",
                what,
                (System.nanoTime() - startNs) / 1e9,
                (cpuNs() - startCpuNs) / 1e9,
                peak >> 20);
    }

    private static List<MemoryPoolMXBean> heaps() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    private static long cpuNs() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}

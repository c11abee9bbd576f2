package org.odradek.store;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.action.Field;
import org.odradek.core.action.Value;
import org.odradek.core.causality.VersionVector;
import org.odradek.core.entry.ItemId;
import org.odradek.core.entry.SealedEntry;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;

/// What it costs the store to take in what another device wrote, page by page: microseconds of processor time an entry, of the writing
/// thread and of the caller's, which other work on the machine changes less than it does the clock's time, which stands beside. A measure
/// for a person, which runs when `odradek.receive` says how many entries of each kind; `odradek.rounds` devices take them in.
@EnabledIfSystemProperty(named = "odradek.receive", matches = "[0-9]+")
final class ReceiveMeasure {
    /// As many as a page of the server holds.
    private static final int PAGE = 1_000;

    private static final int NOTES_TYPED_IN = 100;

    /// Edits that share forced writes, so that preparing the measure takes no longer than the measure.
    private static final int WRITERS = 16;

    @TempDir Path folder;

    private final Map<String, List<double[]>> byWork = new LinkedHashMap<>();

    @Test
    void givenEntriesOfAnotherDevice_whenTheyAreReceivedByThePage_thenItIsPrintedWhatThatCosts()
            throws Exception {
        int notes = Integer.getInteger("odradek.receive");
        int rounds = Integer.getInteger("odradek.rounds", 5);
        var made = new ItemId[notes];
        try (var desk = new Desk(folder)) {
            var author = desk.device();
            atOnce(
                    notes,
                    n ->
                            made[n] =
                                    author.note(
                                            "Note " + n,
                                            "What note " + n + " says, in a line or two.\n"));
            atOnce(notes, n -> author.set(made[n], Field.TITLE, Value.text("Renamed " + n)));
            atOnce(
                    NOTES_TYPED_IN,
                    n -> {
                        for (int word = 0; word < notes / NOTES_TYPED_IN; word++) {
                            author.type(made[n], 3, 0, "word ");
                        }
                    });
            var all = author.store.undelivered(3 * notes);
            for (int round = 0; round < rounds; round++) {
                var device = desk.device();
                take(device.store, "new notes", all.subList(0, notes));
                take(device.store, "an edit a note", all.subList(notes, 2 * notes));
                take(device.store, "typed", all.subList(2 * notes, 3 * notes));
            }
        }
        byWork.forEach(ReceiveMeasure::print);
    }

    private static void atOnce(int times, IntConsumer work) throws Exception {
        try (var writers = Executors.newFixedThreadPool(WRITERS)) {
            var all = new ArrayList<Callable<Boolean>>();
            for (int n = 0; n < times; n++) {
                int number = n;
                all.add(
                        () -> {
                            work.accept(number);
                            return true;
                        });
            }
            for (var done : writers.invokeAll(all)) {
                done.get();
            }
        }
    }

    private void take(Store store, String what, List<SealedEntry> entries) {
        long start = System.nanoTime();
        long storeNs = cpuNs("odradek-store");
        long callerNs = cpuNs(Thread.currentThread().getName());
        for (int from = 0; from < entries.size(); from += PAGE) {
            var page = entries.subList(from, Math.min(entries.size(), from + PAGE));
            var atServer = VersionVector.EMPTY.with(List.of(page.getLast().id()));
            store.receive(page, atServer, Map.of("cursor", new byte[600]));
        }
        byWork.computeIfAbsent(what, _ -> new ArrayList<>())
                .add(
                        new double[] {
                            (cpuNs("odradek-store") - storeNs) / 1e3 / entries.size(),
                            (cpuNs(Thread.currentThread().getName()) - callerNs)
                                    / 1e3
                                    / entries.size(),
                            (System.nanoTime() - start) / 1e3 / entries.size()
                        });
    }

    /// The processor time of all live threads of that name.
    private static long cpuNs(String name) {
        var threads = ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (long id : threads.getAllThreadIds()) {
            var info = threads.getThreadInfo(id);
            if (info != null && info.getThreadName().equals(name)) {
                sum += Math.max(0, threads.getThreadCpuTime(id));
            }
        }
        return sum;
    }

    private static void print(String what, List<double[]> all) {
        System.out.printf(
                Locale.ROOT,
                "%-16s writing thread %7.1f us, caller %7.1f us, clock %7.1f us an entry; least"
                        + " %7.1f %7.1f %7.1f%n",
                what,
                sorted(all, 0)[all.size() / 2],
                sorted(all, 1)[all.size() / 2],
                sorted(all, 2)[all.size() / 2],
                sorted(all, 0)[0],
                sorted(all, 1)[0],
                sorted(all, 2)[0]);
    }

    private static double[] sorted(List<double[]> all, int column) {
        var values = all.stream().mapToDouble(each -> each[column]).toArray();
        Arrays.sort(values);
        return values;
    }
}

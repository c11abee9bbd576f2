package org.odradek.sync.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.odradek.sync.simulation.device.Folders;
import org.odradek.sync.simulation.device.Household;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.LogManager;

/// Worlds of several kinds, each seed twice with the same trace, until `-Dodradek.faults=N` faults have struck and `-Dodradek.entries=N`
/// entries were written, or `-Dodradek.minutes=N` are over; results in `-Dodradek.folder=DIR`, where a stopped series goes on.
final class SeriesTest {
    private static final Duration TOLD_EVERY = Duration.ofMinutes(1);
    private static final Duration SERIES_MAX =
            Duration.ofMinutes(Integer.getInteger("odradek.minutes", 7 * 24 * 60));

    /// Most worlds are long, since most of a short one's time goes into beginning and ending it. Most faults strike in those of many edits,
    /// most entries are in those with thousands of notes at once: once there were faults enough, only these are lived through.
    private static final int KINDS = 8;

    private static final int MOVING_IN = 2;

    private final AtomicLong next = new AtomicLong(Long.getLong("odradek.seed", 1_000_000));
    private final Path folder =
            Path.of(System.getProperty("odradek.folder", "target/series")).toAbsolutePath();
    private final List<String> broken = Collections.synchronizedList(new ArrayList<>());

    private static Setting setting(long seed) {
        return switch (Math.floorMod(seed, KINDS)) {
            case 0 -> Setting.usual(20);
            case 1 -> Setting.importing(60);
            case MOVING_IN -> Setting.movingIn(60);
            default -> Setting.usual(600);
        };
    }

    @Test
    @EnabledIfSystemProperty(named = "odradek.faults", matches = "\\d+")
    void givenManyWorlds_whenFaultsStrike_thenEveryPromiseIsKept() throws Exception {
        LogManager.getLogManager().reset();
        long faults = Long.getLong("odradek.faults");
        long entries = Long.getLong("odradek.entries", 0);
        var results = new SeriesFile(folder);
        var worlds = Folders.inMemory();
        int processors = Runtime.getRuntime().availableProcessors();
        try (var threads = Executors.newFixedThreadPool(processors)) {
            var household =
                    Household.make(worlds.resolve("household"), List.of("desk", "laptop", "phone"));
            var seeds = new Seeds(household, worlds, SeriesTest::setting);
            var telling = new Progress(results);
            Callable<Void> living =
                    () -> {
                        while ((results.faults() < faults || results.entries() < entries)
                                && telling.isWithin(SERIES_MAX)) {
                            long seed = next.getAndIncrement();
                            if (results.faults() < faults
                                    || Math.floorMod(seed, KINDS) == MOVING_IN) {
                                one(seeds, seed, results);
                                telling.tell(TOLD_EVERY);
                            }
                        }
                        return null;
                    };
            for (Future<Void> each : threads.invokeAll(Collections.nCopies(processors, living))) {
                each.get();
            }
        } finally {
            Folders.delete(worlds);
        }
        System.out.println(results);
        assertEquals(List.of(), broken);
    }

    private void one(Seeds seeds, long seed, SeriesFile results) throws IOException {
        if (results.hasHeld(seed)) {
            return;
        }
        var result = seeds.once(seed, true);
        results.add(seed, result);
        for (var failure : result.failures()) {
            broken.add(failure);
            System.out.println(failure);
        }
    }

    /// Says now and then how far it has come.
    private static final class Progress {
        private final SeriesFile results;
        private final long beganNs = System.nanoTime();
        private final int before;
        private long toldNs = beganNs;

        Progress(SeriesFile results) {
            this.results = results;
            this.before = results.seeds();
        }

        boolean isWithin(Duration longest) {
            return System.nanoTime() - beganNs < longest.toNanos();
        }

        synchronized void tell(Duration every) {
            long nowNs = System.nanoTime();
            if (nowNs - toldNs >= every.toNanos()) {
                toldNs = nowNs;
                double seconds = (nowNs - beganNs) / 1e9;
                System.out.printf(
                        "%.0f min, %.2f seeds/s: %s%n",
                        seconds / 60, (results.seeds() - before) / seconds, results);
            }
        }
    }
}

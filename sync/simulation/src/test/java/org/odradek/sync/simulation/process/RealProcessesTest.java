package org.odradek.sync.simulation.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.odradek.sync.server.OdradekServer;
import org.odradek.sync.server.postgresql.InstalledPostgresql;
import org.odradek.sync.simulation.device.Folders;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Ten devices and a server as real processes over either engine, while processes are killed and stopped and lines fail. Nothing of
/// it runs by itself: `-Dodradek.processes=300` makes so many runs, of which those that held before are not made again.
final class RealProcessesTest {
    private static final int DEVICES = Integer.getInteger("odradek.devices", 10);
    private static final Duration LENGTH =
            Duration.ofSeconds(Integer.getInteger("odradek.seconds", 20));
    private static final Duration REHEARSAL = Duration.ofSeconds(3);
    private static final List<String> ENGINES =
            List.of(System.getProperty("odradek.engines", "h2,postgresql").split(","));

    /// The series stops after so long, and goes on with the next one.
    private static final Duration SERIES_MAX =
            Duration.ofMinutes(Integer.getInteger("odradek.minutes", 24 * 60));

    private final long seed = Long.getLong("odradek.seed", 20261128L);
    private final Path folder =
            Path.of(System.getProperty("odradek.folder", "target/processes")).toAbsolutePath();

    @Test
    @EnabledIfSystemProperty(named = "odradek.processes", matches = "\\d+")
    void givenRealProcesses_whenTheyAreKilledStoppedAndCutOff_thenAllEndAlikeWithEverything()
            throws Exception {
        int runs = Integer.getInteger("odradek.processes");
        long endNs = System.nanoTime() + SERIES_MAX.toNanos();
        var results = new Results(folder);
        var broken = new ArrayList<String>();
        for (int i = 0; i < ENGINES.size(); i++) {
            Folders.delete(folder.resolve("family-" + ENGINES.get(i)));
        }
        var launcher = Launcher.in(folder.resolve("programs"));
        var series = new ArrayList<Series>();
        try {
            for (var word : ENGINES) {
                series.add(Series.begin(word, folder.resolve("family-" + word), launcher));
            }
            rehearse(launcher, series.getFirst());
            for (int run = 0; run < runs && System.nanoTime() < endNs; run++) {
                if (!results.held().contains(run)) {
                    broken.addAll(one(launcher, run, series.get(run % series.size()), results));
                }
            }
        } finally {
            for (var each : series) {
                each.engine().end();
            }
        }
        System.out.println(results.held().size() + " of " + runs + " runs held");
        assertEquals(List.of(), broken);
    }

    /// All runs over one engine.
    private record Series(Engine engine, Family family) {
        static Series begin(String word, Path folder, Launcher launcher) throws Exception {
            Engine engine =
                    word.equals("h2")
                            ? new Engine.Embedded()
                            : new Engine.Postgresql(InstalledPostgresql.start());
            return new Series(engine, Family.signUp(folder, DEVICES, engine, launcher));
        }
    }

    /// A short run without troubles.
    private void rehearse(Launcher launcher, Series series) throws Exception {
        launcher.rehearse(List.of(OdradekServer.class, DeviceProgram.class));
        var own = folder.resolve("rehearsal");
        var plan = new Run.Plan("rehearsal", seed, REHEARSAL, List.of());
        var outcome = Run.go(launcher, series.family(), own, series.engine(), plan);
        assertInstanceOf(Run.Outcome.Held.class, outcome, outcome.toString());
        Folders.delete(own);
    }

    /// A broken run's folder stays.
    private List<String> one(Launcher launcher, int run, Series series, Results results)
            throws Exception {
        var own = folder.resolve("run-" + run);
        var troubles =
                Trouble.plan(new Random(seed + run), DEVICES, Math.toIntExact(LENGTH.toMillis()));
        var plan = new Run.Plan("run_" + run, seed + run, LENGTH, troubles);
        var outcome = Run.go(launcher, series.family(), own, series.engine(), plan);
        switch (outcome) {
            case Run.Outcome.Held(var told) -> {
                results.add(run, true, told);
                Folders.delete(own);
                return List.of();
            }
            case Run.Outcome.Broken(var promises) -> {
                var told = "seed " + (seed + run) + ", " + String.join("; ", promises);
                results.add(run, false, told);
                return List.of("run " + run + " of " + own + ": " + told);
            }
        }
    }
}

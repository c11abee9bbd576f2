package org.odradek.sync.simulation;

import org.odradek.sync.simulation.device.Folders;
import org.odradek.sync.simulation.device.Household;
import org.odradek.sync.simulation.fault.Fault;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.LongFunction;

/// Runs seeds, as many at once as there are processors: each has a world of its own. Thread-safe.
final class Seeds {
    private static final int TOLD_BEFORE = 40;
    private static final int TOLD_AFTER = 10;

    private final Household household;
    private final Path folder;
    private final LongFunction<Setting> settings;

    /// @param settings what is known of each seed's world beforehand
    Seeds(Household household, Path folder, LongFunction<Setting> settings) {
        this.household = household;
        this.folder = folder;
        this.settings = settings;
    }

    /// What came of many seeds.
    ///
    /// @param seeds    how many
    /// @param runs     how many times worlds were run, some seeds twice
    /// @param entries  of all worlds, each seed counted once, like what follows
    /// @param events   lines of all traces
    /// @param struck   how often each kind of fault did
    /// @param failures a sentence and the trace's end for each
    record Told(
            int seeds,
            int runs,
            long entries,
            long events,
            Map<Fault, Integer> struck,
            List<String> failures,
            long ms) {
        @Override
        public String toString() {
            return "%d seeds in %d runs, %d entries, %d events, %d faults in %.1f s; %s"
                    .formatted(
                            seeds,
                            runs,
                            entries,
                            events,
                            struck.values().stream().mapToInt(Integer::intValue).sum(),
                            ms / 1000.0,
                            struck);
        }
    }

    /// Runs so many seeds, every so manieth twice.
    Told run(long from, int count, int twiceEvery) {
        long beganNs = System.nanoTime();
        var futures = new ArrayList<Future<Result>>();
        var struck = new EnumMap<Fault, Integer>(Fault.class);
        var failures = new ArrayList<String>();
        int runs = 0;
        long entries = 0;
        long events = 0;
        try (var threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            for (long seed = from; seed < from + count; seed++) {
                long one = seed;
                futures.add(threads.submit(() -> once(one, one % twiceEvery == 0)));
            }
            for (var future : futures) {
                var result = future.get();
                runs += result.runs();
                entries += result.entries();
                events += result.events();
                failures.addAll(result.failures());
                result.struck().forEach((fault, n) -> struck.merge(fault, n, Integer::sum));
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        long ms = (System.nanoTime() - beganNs) / 1_000_000;
        return new Told(count, runs, entries, events, struck, failures, ms);
    }

    /// What came of one seed.
    record Result(
            int runs,
            long entries,
            long events,
            Map<Fault, Integer> struck,
            List<String> failures) {}

    /// Runs a seed, twice if need be to see it happen alike.
    Result once(long seed, boolean isTwice) throws IOException {
        var failures = new ArrayList<String>();
        var first = run(seed, Simulation::run, failures);
        if (isTwice && failures.isEmpty()) {
            var second = run(seed, Simulation::runAgain, failures);
            if (failures.isEmpty() && !first.equals(second)) {
                failures.add(
                        "seed " + seed + " did not happen twice alike:" + differs(first, second));
            }
        }
        return new Result(
                isTwice ? 2 : 1, first.entries(), first.trace().size(), first.struck(), failures);
    }

    /// Where two runs part, with what happened before and then.
    private static String differs(Simulation.Outcome first, Simulation.Outcome second) {
        var one = first.trace();
        var other = second.trace();
        int at = 0;
        while (at < Math.min(one.size(), other.size()) && one.get(at).equals(other.get(at))) {
            at++;
        }
        if (at == one.size() && at == other.size()) {
            return "the same happened, and they ended with " + end(first) + " and " + end(second);
        }
        return "\n%s\nfirst:\n%s\nthen:\n%s"
                .formatted(lines(one, at - TOLD_BEFORE, at), lines(one, at), lines(other, at));
    }

    private static String lines(List<String> trace, int from) {
        return lines(trace, from, from + TOLD_AFTER);
    }

    private static String lines(List<String> trace, int from, int to) {
        return String.join("\n", trace.subList(Math.max(0, from), Math.min(trace.size(), to)));
    }

    private static String end(Simulation.Outcome outcome) {
        return outcome.viewHash() + ", " + outcome.entries() + " entries, " + outcome.struck();
    }

    private Simulation.Outcome run(
            long seed, Function<Simulation, Simulation.Outcome> run, List<String> failures)
            throws IOException {
        var world = folder.resolve("seed-" + seed);
        try (var simulation = new Simulation(household, world, seed, settings.apply(seed))) {
            try {
                var outcome = run.apply(simulation);
                if (!outcome.broken().isEmpty()) {
                    failures.add(
                            "seed "
                                    + seed
                                    + ": "
                                    + String.join("\n", outcome.broken())
                                    + "\n"
                                    + simulation);
                }
                return outcome;
            } catch (RuntimeException e) {
                var stack = new StringWriter();
                e.printStackTrace(new PrintWriter(stack));
                failures.add("seed " + seed + ": " + stack + "\n" + simulation);
                return new Simulation.Outcome(List.of(), "", 0, Map.of(), List.of());
            }
        } finally {
            Folders.delete(world);
        }
    }
}

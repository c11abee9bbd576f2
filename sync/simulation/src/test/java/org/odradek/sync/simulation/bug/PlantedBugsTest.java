package org.odradek.sync.simulation.bug;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.odradek.sync.simulation.OneSeed;
import org.odradek.sync.simulation.device.Folders;
import org.odradek.sync.simulation.device.Household;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import java.util.logging.LogManager;
import java.util.stream.Stream;

/// Plants one bug after another and counts the seeds until it is found. `-Dodradek.bugs=all` takes them all and lives through the same
/// worlds without a bug, `none` does only that, and `-Dodradek.bugs=WORDS` takes those that have the words in their description, or
/// several such separated by semicolons; `-Dodradek.seeds=N` gives up later or earlier.
final class PlantedBugsTest {
    /// Found within a few seeds each, so that every build can look for them.
    private static final Set<String> IN_EVERY_BUILD =
            Set.of(
                    "the last write to arrive wins",
                    "of a page the last entry is overlooked when there are several");

    private static final String ASKED = System.getProperty("odradek.bugs", "");
    private static final int SEEDS_MAX = Integer.getInteger("odradek.seeds", 60);
    private static final Path ROOT = Path.of(System.getProperty("odradek.root", "../.."));

    private static Path folder;

    @BeforeAll
    static void signUp() throws Exception {
        LogManager.getLogManager().reset();
        folder = Folders.inMemory();
        Household.make(folder.resolve("household"), List.of("desk", "laptop", "phone"));
    }

    @AfterAll
    static void clearAway() throws Exception {
        Folders.delete(folder);
    }

    @Test
    void givenEachPlantedBug_whenItsSourceIsLookedAt_thenItStillFits() throws Exception {
        var misfits = new ArrayList<String>();
        for (var bug : PlantedBugs.all()) {
            try {
                var planted = bug.planted(ROOT);
                assertTrue(
                        bug.changes().stream()
                                .allMatch(change -> planted.contains(change.replacement())),
                        bug.what());
            } catch (IllegalStateException e) {
                misfits.add(e.getMessage());
            }
        }
        assertEquals(List.of(), misfits);
    }

    /// As many of them at once as are of different sources.
    @Test
    void givenEachPlantedBug_whenItsSourceIsCompiled_thenItStillDoes() throws Exception {
        var left = new ArrayList<>(PlantedBugs.all());
        while (!left.isEmpty()) {
            var sources = new HashSet<String>();
            var some =
                    left.stream().filter(bug -> sources.add(bug.module() + bug.source())).toList();
            left.removeAll(some);
            assertDoesNotThrow(() -> BuggyClasses.compile(some, ROOT, folder.resolve("compiled")));
        }
    }

    /// What is found in a world without a bug was not found by one.
    @Test
    void givenNoBug_whenTheSameSeedsAreRun_thenNoPromiseIsBroken() throws Exception {
        var worlds =
                ASKED.equals("all") || ASKED.equals("none")
                        ? List.of(World.values())
                        : List.<World>of();
        var broken = new ArrayList<Future<List<String>>>();
        try (var threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            for (var world : worlds) {
                Callable<List<String>> living = () -> live(world);
                broken.add(threads.submit(living));
            }
            for (var future : broken) {
                assertEquals(List.of(), future.get());
            }
        }
    }

    private static List<String> live(World world) throws IOException {
        var place = folder.resolve("world-" + world);
        try (var ends = new Clearing(place)) {
            var oneSeed =
                    new OneSeed(
                            folder.resolve("household"),
                            ends.folder(),
                            world.edits,
                            world.habit,
                            world.faults,
                            world.calmSeconds);
            var broken = new ArrayList<String>();
            for (int seed = 1; seed <= SEEDS_MAX; seed++) {
                var sentence = oneSeed.apply(seed);
                if (!sentence.isEmpty()) {
                    broken.add("%s, seed %d: %s".formatted(world, seed, sentence));
                    System.out.println(broken.getLast());
                }
            }
            System.out.printf("%s: %d of %d seeds%n", world, broken.size(), SEEDS_MAX);
            return broken;
        }
    }

    @Test
    void givenABug_whenSeedsAreRun_thenItIsFound() throws Exception {
        var asked = PlantedBugs.all().stream().filter(PlantedBugsTest::isAsked).toList();
        var told = new ArrayList<Future<Told>>();
        try (var threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            for (var bug : asked) {
                Callable<Told> seeking = () -> seek(bug);
                told.add(threads.submit(seeking));
            }
            var missed = new ArrayList<String>();
            int seeds = 0;
            for (var future : told) {
                var result = future.get();
                seeds += result.seeds();
                if (result.broken().isEmpty()) {
                    missed.add(result.bug().what());
                }
            }
            System.out.printf(
                    "%d of %d bugs found, in %d seeds%n",
                    asked.size() - missed.size(), asked.size(), seeds);
            assertEquals(List.of(), missed);
        }
    }

    private static boolean isAsked(PlantedBug bug) {
        return ASKED.isEmpty()
                ? IN_EVERY_BUILD.contains(bug.what())
                : ASKED.equals("all") || Stream.of(ASKED.split(";")).anyMatch(bug.what()::contains);
    }

    /// How a search ended.
    ///
    /// @param seeds  how many were run
    /// @param broken the promise that the last of them broke; empty when none did
    private record Told(PlantedBug bug, int seeds, String broken, long ms) {
        @Override
        public String toString() {
            return "| %s | %s | %s | %s | %.0f s |"
                    .formatted(
                            bug.what(),
                            bug.world(),
                            broken.isEmpty() ? "not in " + seeds : seeds,
                            brief(broken),
                            ms / 1000.0);
        }
    }

    private static Told seek(PlantedBug bug) throws Exception {
        long beganNs = System.nanoTime();
        var place = folder.resolve("bug-" + PlantedBugs.all().indexOf(bug));
        try (var ends = new Clearing(place)) {
            var classes = BuggyClasses.with(bug, ROOT, place.resolve("classes"));
            @SuppressWarnings("unchecked")
            var oneSeed =
                    (LongFunction<String>)
                            classes.loadClass(OneSeed.class.getName())
                                    .getConstructor(
                                            Path.class,
                                            Path.class,
                                            int.class,
                                            String.class,
                                            Set.class,
                                            long.class)
                                    .newInstance(
                                            folder.resolve("household"),
                                            ends.folder(),
                                            bug.world().edits,
                                            bug.world().habit,
                                            bug.world().faults,
                                            bug.world().calmSeconds);
            var broken = "";
            int seed = 0;
            while (broken.isEmpty() && seed < SEEDS_MAX) {
                broken = oneSeed.apply(++seed);
            }
            var told = new Told(bug, seed, broken, (System.nanoTime() - beganNs) / 1_000_000);
            System.out.println(told);
            return told;
        }
    }

    /// The first words, without identifiers and states, which other seeds have otherwise.
    private static String brief(String sentence) {
        var line =
                sentence.lines()
                        .findFirst()
                        .orElse("")
                        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "…")
                        .replaceAll(": (SyncState|VersionVector).*", "");
        return line.length() > 100 ? line.substring(0, 100) + "…" : line;
    }

    private record Clearing(Path folder) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            Folders.delete(folder);
        }
    }
}

package org.odradek.sync.simulation.bug;

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
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import java.util.logging.LogManager;

/// Plants one bug after another and counts the seeds until it is found. `-Dodradek.bugs=all` takes them all, `-Dodradek.bugs=WORD` those
/// that have the word in their description; `-Dodradek.seeds=N` gives up later or earlier.
final class PlantedBugsTest {
    /// Found within a few seeds each, so that every build can look for them.
    private static final Set<String> IN_EVERY_BUILD =
            Set.of(
                    "the last write to arrive wins",
                    "of a page the last entry is overlooked when there are several");

    private static final String ASKED = System.getProperty("odradek.bugs", "");
    private static final int SEEDS_MAX = Integer.getInteger("odradek.seeds", 300);
    private static final int EDITS = 30;
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
                assertTrue(bug.planted(ROOT).contains(bug.replacement()), bug.what());
            } catch (IllegalStateException e) {
                misfits.add(e.getMessage());
            }
        }
        assertEquals(List.of(), misfits);
    }

    @Test
    void givenABug_whenSeedsAreRun_thenItIsFound() throws Exception {
        var lines = new ArrayList<Future<String>>();
        var asked = PlantedBugs.all().stream().filter(PlantedBugsTest::isAsked).toList();
        try (var threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            for (var bug : asked) {
                Callable<String> seeking = () -> seek(bug);
                lines.add(threads.submit(seeking));
            }
            var missed = new ArrayList<String>();
            for (int i = 0; i < asked.size(); i++) {
                var line = lines.get(i).get();
                System.out.println(line);
                if (line.startsWith("not found")) {
                    missed.add(asked.get(i).what());
                }
            }
            assertEquals(List.of(), missed);
        }
    }

    private static boolean isAsked(PlantedBug bug) {
        return ASKED.isEmpty()
                ? IN_EVERY_BUILD.contains(bug.what())
                : ASKED.equals("all") || bug.what().contains(ASKED);
    }

    private static String seek(PlantedBug bug) throws Exception {
        var place = folder.resolve("bug-" + PlantedBugs.all().indexOf(bug));
        try (var ends = new Clearing(place)) {
            var classes = BuggyClasses.with(bug, ROOT, place.resolve("classes"));
            @SuppressWarnings("unchecked")
            var oneSeed =
                    (LongFunction<String>)
                            classes.loadClass(OneSeed.class.getName())
                                    .getConstructor(Path.class, Path.class, int.class)
                                    .newInstance(folder.resolve("household"), ends.folder(), EDITS);
            for (int seed = 1; seed <= SEEDS_MAX; seed++) {
                var broken = oneSeed.apply(seed);
                if (!broken.isEmpty()) {
                    return "%4d seeds  %s: %s".formatted(seed, bug.what(), brief(broken));
                }
            }
            return "not found in %d seeds: %s".formatted(SEEDS_MAX, bug.what());
        }
    }

    private static String brief(String sentence) {
        var line = sentence.lines().findFirst().orElse("");
        return line.length() > 120 ? line.substring(0, 120) + "…" : line;
    }

    private record Clearing(Path folder) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            Folders.delete(folder);
        }
    }
}

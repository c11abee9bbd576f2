package org.odradek.sync.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.simulation.device.Folders;
import org.odradek.sync.simulation.device.Household;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.LogManager;

/// Three devices and a server, in fair weather and foul. `-Dodradek.simulations=1000` runs so many seeds, from `-Dodradek.seed=N` on; a seed
/// alone is replayed.
final class SimulationTest {
    private static final long SEED = Long.getLong("odradek.seed", 1);
    private static final int SIMULATIONS =
            Integer.getInteger(
                    "odradek.simulations", System.getProperty("odradek.seed") == null ? 8 : 1);

    private static final int EDITS = 80;

    @TempDir static Path folder;
    private static Household household;

    @BeforeAll
    static void signUp() throws IOException {
        // Power cuts by the hundred would be warned of one by one.
        LogManager.getLogManager().reset();
        household = Household.make(folder.resolve("household"), List.of("desk", "laptop", "phone"));
    }

    @Test
    void givenAnythingThatGoesWrong_whenAllIsWellAgain_thenEveryPromiseIsKept() throws IOException {
        for (long seed = SEED; seed < SEED + SIMULATIONS; seed++) {
            assertEquals(List.of(), run(seed).broken(), "seed " + seed);
        }
    }

    @Test
    void givenOneSeed_whenRunTwice_thenTheSameHappens() throws IOException {
        var first = run(SEED);
        var second = run(SEED);

        for (int i = 0; i < first.trace().size(); i++) {
            assertEquals(first.trace().get(i), second.trace().get(i), "seed " + SEED);
        }
        assertEquals(first, second, "seed " + SEED);
    }

    private static Simulation.Outcome run(long seed) throws IOException {
        var world = folder.resolve("seed-" + seed);
        try (var simulation = new Simulation(household, world, seed)) {
            try {
                var outcome = simulation.run(EDITS);
                if (!outcome.broken().isEmpty()) {
                    System.out.println("Seed " + seed + ":\n" + simulation);
                }
                return outcome;
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ":\n" + simulation, e);
            }
        } finally {
            Folders.delete(world);
        }
    }
}

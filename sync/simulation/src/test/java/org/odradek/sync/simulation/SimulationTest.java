package org.odradek.sync.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.odradek.sync.simulation.device.Folders;
import org.odradek.sync.simulation.device.Household;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.LogManager;

/// Three devices and a server, in fair weather and foul. `-Dodradek.simulations=1000` runs so many seeds, each twice, from
/// `-Dodradek.seed=N` on; a seed alone is replayed.
final class SimulationTest {
    /// Where those begin that every build lives through.
    private static final long SEED = Long.getLong("odradek.seed", 146);

    private static final int SIMULATIONS =
            Integer.getInteger(
                    "odradek.simulations", System.getProperty("odradek.seed") == null ? 600 : 1);

    private static Path folder;
    private static Household household;

    @BeforeAll
    static void signUp() throws IOException {
        // Power cuts by the hundred would be warned of one by one.
        LogManager.getLogManager().reset();
        folder = Folders.inMemory();
        household = Household.make(folder.resolve("household"), List.of("desk", "laptop", "phone"));
    }

    @AfterAll
    static void clearAway() throws IOException {
        Folders.delete(folder);
    }

    @Test
    void givenAnythingThatGoesWrong_whenAllIsWellAgain_thenEveryPromiseIsKept() {
        var setting = Setting.usual(Integer.getInteger("odradek.edits", 20));
        var seeds = new Seeds(household, folder, _ -> setting);
        var told = seeds.run(SEED, SIMULATIONS, Integer.getInteger("odradek.twice", 1));

        System.out.println(told);
        assertEquals(List.of(), told.failures());
    }
}

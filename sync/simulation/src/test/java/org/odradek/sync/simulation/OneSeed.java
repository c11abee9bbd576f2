package org.odradek.sync.simulation;

import org.odradek.sync.simulation.device.Folders;
import org.odradek.sync.simulation.device.Household;
import org.odradek.sync.simulation.fault.Fault;
import org.odradek.sync.simulation.user.Habit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/// Runs one seed and answers the first broken promise, empty without one: for those who reach these classes through another class loader
/// and share none of their types.
public final class OneSeed implements LongFunction<String> {
    private final Household household;
    private final Path folder;
    private final Setting setting;

    /// @param household   as [Household#make] has left it
    /// @param faults      the kinds that can strike, by name; none when they are drawn from the seed
    /// @param calmSeconds the longest time from one event to the next
    public OneSeed(
            Path household,
            Path folder,
            int edits,
            String habit,
            Set<String> faults,
            long calmSeconds)
            throws IOException {
        this.household = Household.at(household);
        this.folder = folder;
        this.setting =
                new Setting(
                        edits,
                        Habit.valueOf(habit),
                        faults.stream().map(Fault::valueOf).collect(Collectors.toSet()),
                        Duration.ofSeconds(calmSeconds));
    }

    @Override
    public String apply(long seed) {
        var world = folder.resolve("seed-" + seed);
        try {
            try (var simulation = new Simulation(household, world, seed, setting)) {
                var broken = simulation.run().broken();
                return broken.isEmpty() ? "" : broken.getFirst();
            } catch (RuntimeException e) {
                Throwable root = e;
                while (root.getCause() != null) {
                    root = root.getCause();
                }
                return root.toString();
            } finally {
                Folders.delete(world);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

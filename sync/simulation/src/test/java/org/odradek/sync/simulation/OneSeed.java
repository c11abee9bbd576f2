package org.odradek.sync.simulation;

import org.odradek.sync.simulation.device.Folders;
import org.odradek.sync.simulation.device.Household;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.LongFunction;

/// Runs one seed and answers the first broken promise, empty without one: for those who reach these classes through another class loader
/// and share none of their types.
public final class OneSeed implements LongFunction<String> {
    private final Household household;
    private final Path folder;
    private final int edits;

    /// @param household as [Household#make] has left it
    public OneSeed(Path household, Path folder, int edits) throws IOException {
        this.household = Household.at(household);
        this.folder = folder;
        this.edits = edits;
    }

    @Override
    public String apply(long seed) {
        var world = folder.resolve("seed-" + seed);
        try {
            try (var simulation = new Simulation(household, world, seed)) {
                var broken = simulation.run(edits).broken();
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

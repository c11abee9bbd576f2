package org.odradek.sync.simulation.server;

import org.odradek.sync.simulation.fault.Faults;
import org.odradek.sync.simulation.time.VirtualTime;

import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// How many nodes a server has, and the world that they are in.
///
/// @param random draws nothing for a single node
public record Cluster(
        int nodes,
        VirtualTime time,
        RandomGenerator random,
        Faults faults,
        Consumer<String> trace) {
    /// Two or three where something may happen to one of them, else one.
    public static Cluster drawn(
            VirtualTime time, RandomGenerator random, Faults faults, Consumer<String> trace) {
        boolean isSeveral = Faults.OF_NODES.stream().anyMatch(faults::may);
        return new Cluster(isSeveral ? 2 + random.nextInt(2) : 1, time, random, faults, trace);
    }

    /// A single node, to which nothing happens.
    public static Cluster single(VirtualTime time, RandomGenerator random) {
        return new Cluster(1, time, random, new Faults(Set.of()), _ -> {});
    }
}

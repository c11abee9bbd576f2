package org.odradek.sync.simulation.server;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/// Sends each request to one of the nodes: of some devices to the same until that is gone, of others to any. It notices that a node is
/// gone when a request has found nobody there.
final class Balancer {
    private final Cluster cluster;
    private final TreeSet<Integer> thoughtUp = new TreeSet<>();
    private final Set<String> known = new HashSet<>();
    private final Map<String, Integer> stuckTo = new HashMap<>();

    Balancer(Cluster cluster) {
        this.cluster = cluster;
    }

    void up(int node) {
        thoughtUp.add(node);
    }

    void foundDown(int node) {
        thoughtUp.remove(node);
    }

    /// The node for a device's next request; none when all are thought to be gone.
    OptionalInt node(String device) {
        if (thoughtUp.isEmpty()) {
            return OptionalInt.empty();
        }
        if (thoughtUp.size() == 1) {
            return OptionalInt.of(thoughtUp.first());
        }
        if (known.add(device) && cluster.random().nextBoolean()) {
            stuckTo.put(device, any());
        }
        if (!stuckTo.containsKey(device)) {
            return OptionalInt.of(any());
        }
        return OptionalInt.of(
                stuckTo.compute(
                        device,
                        (_, node) -> node != null && thoughtUp.contains(node) ? node : any()));
    }

    private int any() {
        return thoughtUp.stream()
                .skip(cluster.random().nextInt(thoughtUp.size()))
                .findFirst()
                .orElseThrow();
    }
}

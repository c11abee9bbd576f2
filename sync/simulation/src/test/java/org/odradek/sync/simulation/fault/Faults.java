package org.odradek.sync.simulation.fault;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Which kinds of faults a world knows, and how often each has struck. For the simulation's one running thread.
public final class Faults {
    private final Set<Fault> possible;
    private final Map<Fault, Integer> struck = new EnumMap<>(Fault.class);

    public Faults(Set<Fault> possible) {
        this.possible = possible.isEmpty() ? EnumSet.noneOf(Fault.class) : EnumSet.copyOf(possible);
    }

    /// A tenth of all worlds knows none, half know some, the others all.
    public static Faults drawn(RandomGenerator random) {
        int kind = random.nextInt(10);
        var drawn = EnumSet.noneOf(Fault.class);
        for (var fault : Fault.values()) {
            if (kind > 5 || kind > 0 && random.nextInt(3) == 0) {
                drawn.add(fault);
            }
        }
        return new Faults(drawn);
    }

    public boolean may(Fault fault) {
        return possible.contains(fault);
    }

    /// One of these, if it is possible here.
    public Optional<Fault> oneOf(RandomGenerator random, List<Fault> among) {
        var left = new ArrayList<>(among);
        left.retainAll(possible);
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(left.get(random.nextInt(left.size())));
    }

    public void strikes(Fault fault) {
        if (!may(fault)) {
            throw new IllegalStateException("this world knows no " + fault);
        }
        struck.merge(fault, 1, Integer::sum);
    }

    public Map<Fault, Integer> struck() {
        return Map.copyOf(struck);
    }

    public Set<Fault> possible() {
        return Set.copyOf(possible);
    }
}

package org.odradek.sync.simulation.fault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Which kinds of faults a world knows, and how often each has struck. For the simulation's one running thread.
public final class Faults {
    /// What happens where a server has several nodes.
    public static final Set<Fault> OF_NODES =
            Collections.unmodifiableSet(EnumSet.range(Fault.NODE_KILLED, Fault.WAKE_BUS_LOSES));

    /// What happens to bytes that nobody writes.
    public static final Set<Fault> OF_ROT =
            Collections.unmodifiableSet(EnumSet.range(Fault.VIEW_FLIPPED, Fault.RECORD_FLIPPED));

    private final Set<Fault> possible;
    private final Map<Fault, Integer> struck = new EnumMap<>(Fault.class);

    public Faults(Set<Fault> possible) {
        this.possible = possible.isEmpty() ? EnumSet.noneOf(Fault.class) : EnumSet.copyOf(possible);
    }

    /// A tenth of all worlds knows none, half know some, the others all. Of those that know any, a third has several nodes, to which
    /// something may happen, and in a third bytes rot.
    ///
    /// @param apart for what came later, so that other worlds stay what they were
    public static Faults drawn(RandomGenerator random, RandomGenerator apart) {
        int kind = random.nextInt(10);
        var drawn = EnumSet.noneOf(Fault.class);
        for (var fault : EnumSet.range(Fault.REQUEST_LOST, Fault.SERVER_FORKS)) {
            if (kind > 5 || kind > 0 && random.nextInt(3) == 0) {
                drawn.add(fault);
            }
        }
        if (kind > 0) {
            drawn.addAll(some(OF_NODES, apart));
            drawn.addAll(some(OF_ROT, apart));
        }
        return new Faults(drawn);
    }

    /// In two of three cases none.
    private static Set<Fault> some(Set<Fault> group, RandomGenerator random) {
        if (random.nextInt(3) > 0) {
            return Set.of();
        }
        var some = EnumSet.copyOf(group);
        some.removeIf(_ -> random.nextInt(3) == 0);
        return some;
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

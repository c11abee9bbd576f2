package org.odradek.sync.simulation;

import org.odradek.sync.simulation.fault.Fault;
import org.odradek.sync.simulation.fault.Faults;
import org.odradek.sync.simulation.user.Habit;

import java.time.Duration;
import java.util.Set;
import java.util.random.RandomGenerator;

/// What is known of a world before its seed is.
///
/// @param faults the kinds that can strike; none when they are drawn
/// @param calm   the longest time from one event to the next
record Setting(int edits, Habit habit, Set<Fault> faults, Duration calm) {
    /// Like most worlds.
    static Setting usual(int edits) {
        return new Setting(edits, Habit.NONE, Set.of(), Duration.ofSeconds(40));
    }

    /// A person who brings in hundreds of notes at once.
    static Setting importing(int edits) {
        return new Setting(edits, Habit.IMPORTING, Set.of(), Duration.ofSeconds(40));
    }

    /// A person who brings in thousands of notes at once.
    static Setting movingIn(int edits) {
        return new Setting(edits, Habit.MOVING_IN, Set.of(), Duration.ofSeconds(40));
    }

    Faults faults(RandomGenerator random, RandomGenerator apart) {
        return faults.isEmpty() ? Faults.drawn(random, apart) : new Faults(faults);
    }
}

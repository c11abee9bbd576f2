package org.odradek.sync.simulation.bug;

import org.odradek.sync.simulation.fault.Fault;
import org.odradek.sync.simulation.user.Habit;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What kind of world a bug shows itself in. Where less else goes wrong, what does is met more often and heals less by the way.
@SuppressWarnings("ImmutableEnumChecker") // Its set cannot be changed.
enum World {
    /// Like those of every other simulation: some kinds of faults, drawn from the seed.
    ANY(30, 40),

    /// Devices that are out of touch now and then.
    APART(60, 40, Fault.DEVICE_CUT_OFF, Fault.DEVICE_RESTARTED),

    /// The same, and a person who files.
    FILING(60, Habit.FILING, 40, Fault.DEVICE_CUT_OFF, Fault.DEVICE_RESTARTED),

    /// The same, and a person who tags.
    TAGGING(60, Habit.TAGGING, 40, Fault.DEVICE_CUT_OFF, Fault.DEVICE_RESTARTED),

    /// The same, and a person who throws away.
    TRASHING(60, Habit.TRASHING, 40, Fault.DEVICE_CUT_OFF, Fault.DEVICE_RESTARTED),

    /// A network that loses, delays and doubles.
    BAD_LINES(
            30,
            40,
            Fault.REQUEST_LOST,
            Fault.ANSWER_LOST,
            Fault.REQUEST_DOUBLED,
            Fault.REQUEST_LATE,
            Fault.WAKE_LOST),

    /// Devices whose power goes, and whose databases suffer.
    POWER(30, 40, Fault.POWER_CUT, Fault.VIEW_LOST, Fault.VIEW_CUT_SHORT, Fault.VIEW_OLDER),

    /// Devices whose disks change bytes by themselves.
    ROT(
            60,
            60,
            Fault.VIEW_FLIPPED,
            Fault.VIEW_TAIL_LOST,
            Fault.RECORD_FLIPPED,
            Fault.DEVICE_CUT_OFF,
            Fault.POWER_CUT),

    /// Clocks that are set, and databases that are read back from the log.
    CLOCKS(
            60,
            60,
            Fault.CLOCK_WRONG,
            Fault.CLOCK_JUMPS,
            Fault.POWER_CUT,
            Fault.VIEW_LOST,
            Fault.VIEW_OLDER),

    /// A server that falls back to its backup, and devices that are not always there.
    SETBACKS(30, 60, Fault.SERVER_SET_BACK, Fault.DEVICE_CUT_OFF),

    /// The same again and again, with little time between.
    RELAPSES(60, 20, Fault.SERVER_SET_BACK, Fault.DEVICE_CUT_OFF),

    /// Long absences, few channels, clones.
    ABSENCES(60, 180, Fault.DEVICE_AWAY, Fault.DEVICE_CUT_OFF),

    /// Devices come and go.
    MEMBERS(30, 40, Fault.DEVICE_REMOVED, Fault.DEVICE_ADDED, Fault.DEVICE_CUT_OFF),

    /// Several nodes over one log, of which now one, now another is gone; devices come and go.
    NODES(
            60,
            60,
            Fault.NODE_KILLED,
            Fault.NODE_RESTARTED,
            Fault.WAKE_BUS_LOSES,
            Fault.DEVICE_CUT_OFF,
            Fault.DEVICE_REMOVED,
            Fault.DEVICE_ADDED),

    /// A server that shows some devices another log.
    FORKS(30, 60, Fault.SERVER_FORKS),

    /// A server that leaves out some of what devices wrote while they were out of touch.
    OMISSIONS(60, 30, Fault.SERVER_LEAVES_OUT, Fault.DEVICE_CUT_OFF);

    /// How much a person does in it.
    final int edits;

    /// The longest time from one event to the next.
    final long calmSeconds;

    /// The kinds of faults by name, for whoever shares no types with this; none when they are drawn.
    final Set<String> faults;

    final String habit;

    World(int edits, int calmSeconds, Fault... faults) {
        this(edits, Habit.NONE, calmSeconds, faults);
    }

    World(int edits, Habit habit, int calmSeconds, Fault... faults) {
        this.edits = edits;
        this.habit = habit.name();
        this.calmSeconds = calmSeconds;
        this.faults = Stream.of(faults).map(Fault::name).collect(Collectors.toUnmodifiableSet());
    }
}

package org.odradek.sync.simulation.fault;

/// One kind of what can go wrong, or at least of what no device chose.
public enum Fault {
    REQUEST_LOST,
    ANSWER_LOST,
    REQUEST_DOUBLED,
    /// Later than its sender waits, so that it arrives after its repetition.
    REQUEST_LATE,
    WAKE_LOST,
    DEVICE_CUT_OFF,
    DEVICE_RESTARTED,
    /// In the middle of a write: what was not forced stays in any part.
    POWER_CUT,
    VIEW_LOST,
    VIEW_CUT_SHORT,
    VIEW_OLDER,
    DISK_FULL,
    CLOCK_WRONG,
    CLOCK_JUMPS,
    SERVER_RESTARTED,
    /// At once, with what its files held at that moment.
    SERVER_KILLED,
    SERVER_SET_BACK,
    SERVER_WIPED,
    /// For days, off or without a network; channels are few, so that it may find itself without one.
    DEVICE_AWAY,
    DEVICE_REMOVED,
    DEVICE_ADDED,
    SERVER_LEAVES_OUT,
    SERVER_REORDERS,
    SERVER_REPEATS,
    SERVER_SUBSTITUTES,
    SERVER_TAMPERS,
    SERVER_SWALLOWS,
    SERVER_FORKS,
    /// One of several nodes over one log dies in the middle of something, while the others serve.
    NODE_KILLED,
    NODE_RESTARTED,
    /// A hint from one node to another is lost, late or doubled.
    WAKE_BUS_LOSES,
    /// A byte of a closed database changed, and nothing else of the file.
    VIEW_FLIPPED,
    VIEW_TAIL_LOST,
    /// A bit of a journal's record changed, which had long been forced. Two other devices have the entry.
    RECORD_FLIPPED
}

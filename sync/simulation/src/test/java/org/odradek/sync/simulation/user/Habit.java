package org.odradek.sync.simulation.user;

/// What a person does more often than anything else.
public enum Habit {
    NONE,

    /// Hangs a few items and notebooks below each other, so that moves close rings.
    FILING,

    /// Gives items tags, takes them away and renames them.
    TAGGING,

    /// Trashes items, and edits them nevertheless.
    TRASHING,

    /// Brings in hundreds of notes at once, now and then.
    IMPORTING,

    /// Brings in thousands of notes at once, now and then.
    MOVING_IN
}

package org.odradek.exchange.portable;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// What a task has beyond a note.
///
/// @param completed when it was done or cancelled; null while it is open, or where the source does not know
/// @param due a date (`2026-12-01`) or a local date-time (`2026-12-01T09:00`)
/// @param reminder in the same shapes
/// @param repeat a recurrence rule of RFC 5545, without its name
public record PortableTask(
        Status status,
        @Nullable Instant completed,
        @Nullable String due,
        @Nullable String reminder,
        Priority priority,
        @Nullable String repeat,
        RepeatFrom repeatFrom) {

    public enum Status {
        OPEN,
        DONE,
        CANCELLED
    }

    public enum Priority {
        NONE,
        LOW,
        MEDIUM,
        HIGH
    }

    public enum RepeatFrom {
        DUE,
        DONE
    }

    /// A task that is open and has nothing else.
    public static PortableTask open() {
        return new PortableTask(Status.OPEN, null, null, null, Priority.NONE, null, RepeatFrom.DUE);
    }
}

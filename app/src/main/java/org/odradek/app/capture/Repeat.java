package org.odradek.app.capture;

/// How a task repeats.
///
/// @param rule a recurrence rule (RFC 5545, section 3.3.10), without `RRULE:`
/// @param fromDone whether the next occurrence counts from when this one was done, else from when
///     it was due
public record Repeat(String rule, boolean fromDone) {
    public Repeat {
        if (!rule.startsWith("FREQ=")) {
            throw new IllegalArgumentException("Not a recurrence rule: " + rule);
        }
    }

    /// As it stands in the field `repeatFrom`.
    public String from() {
        return fromDone ? "done" : "due";
    }
}

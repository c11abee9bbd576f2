package org.odradek.app.capture;

/// An understood stretch of the text, to be tinted and shown as a chip.
///
/// @param start in UTF-16 units of the whole text
/// @param end exclusive
/// @param text as written
public record Part(int start, int end, Kind kind, String text) {
    public Part {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("A part from " + start + " to " + end);
        }
    }

    /// What was understood.
    public enum Kind {
        DAY,
        TIME,
        REPEAT,
        REMINDER,
        PRIORITY,
        TAG,
        PLACE;

        /// Whether it makes what is captured a task.
        boolean makesTask() {
            return switch (this) {
                case DAY, TIME, REPEAT, REMINDER, PRIORITY -> true;
                case TAG, PLACE -> false;
            };
        }
    }
}

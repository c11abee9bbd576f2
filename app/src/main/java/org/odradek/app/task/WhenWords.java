package org.odradek.app.task;

import org.jspecify.annotations.Nullable;

/// Reads and says dates and repeats as people write them.
public interface WhenWords {
    /// An ISO date or local date-time; empty for none; null when the words are not understood.
    @Nullable String when(String words);

    /// Likewise; `due` is what “30m before” counts from.
    @Nullable String reminder(String words, @Nullable String due);

    /// A rule, an empty one for none; null when the words are not understood.
    @Nullable Rule repeat(String words);

    /// The rule in words that the field takes again.
    String field(Rule rule);

    /// “Every month on the 1st; next on Tuesday, 1 December”.
    String reading(Rule rule, @Nullable String due);

    /// “Tuesday, 1 December, 09:00”.
    String reading(String when);

    /// @param rule     as in RFC 5545, without `RRULE:`
    /// @param fromDone whether it counts from when it was done
    record Rule(String rule, boolean fromDone) {}
}

package org.odradek.core.task;

import java.time.LocalDate;
import java.util.Optional;

/// Computes recurrence rules (RFC 5545, section 3.3.10); supplied by whoever has a library for them. Pure.
public interface Recurrences {
    /// The first occurrence after a date, of a rule that starts at `due`.
    ///
    /// @param rule  without `RRULE:`
    /// @param due   ISO date or local date-time of the present occurrence; the answer has the same form
    /// @param after the answer is later than this date, and later than `due`
    /// @return empty when the rule has ended
    Optional<String> next(String rule, String due, LocalDate after);

    /// Whether this is a rule that can be computed.
    boolean isValid(String rule);
}

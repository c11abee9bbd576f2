package org.odradek.sync.simulation.device;

import org.odradek.core.task.Recurrences;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;

/// The one rule of the simulated world: every day.
public final class DailyRule implements Recurrences {
    public static final String RULE = "FREQ=DAILY";

    @Override
    public Optional<String> next(String rule, String due, LocalDate after) {
        if (!due.contains("T")) {
            var next = LocalDate.parse(due).plusDays(1);
            return Optional.of((next.isAfter(after) ? next : after.plusDays(1)).toString());
        }
        var next = LocalDateTime.parse(due);
        while (!next.toLocalDate().isAfter(after)) {
            next = next.plusDays(1);
        }
        return Optional.of(next.toString());
    }

    @Override
    public boolean isValid(String rule) {
        return rule.equals(RULE);
    }
}

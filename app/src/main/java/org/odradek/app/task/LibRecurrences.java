package org.odradek.app.task;

import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.RfcMode;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;
import org.odradek.core.task.Recurrences;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;

/// Recurrence rules (RFC 5545, section 3.3.10) by lib-recur. Pure, safe on every thread.
public final class LibRecurrences implements Recurrences {
    /// A rule that gives no later occurrence within so many steps is taken to have ended: daily
    /// rules reach 27 years.
    private static final int STEPS_MAX = 10_000;

    private static final int YEAR_MAX = 9_999;

    @Override
    public Optional<String> next(String rule, String due, LocalDate after) {
        boolean timed = due.indexOf('T') >= 0;
        LocalDateTime start =
                timed ? LocalDateTime.parse(due) : LocalDate.parse(due).atStartOfDay();
        var parsed = parsed(rule);
        if (parsed.isEmpty()) {
            return Optional.empty();
        }
        RecurrenceRuleIterator occurrences = parsed.get().iterator(start(start, timed));
        for (int i = 0; i < STEPS_MAX && occurrences.hasNext(); i++) {
            DateTime occurrence = occurrences.nextDateTime();
            if (occurrence.getYear() > YEAR_MAX) {
                return Optional.empty();
            }
            LocalDate day =
                    LocalDate.of(
                            occurrence.getYear(),
                            occurrence.getMonth() + 1,
                            occurrence.getDayOfMonth());
            LocalDateTime at =
                    timed
                            ? day.atTime(
                                    occurrence.getHours(),
                                    occurrence.getMinutes(),
                                    occurrence.getSeconds())
                            : day.atStartOfDay();
            if (day.isAfter(after) && at.isAfter(start)) {
                return Optional.of(timed ? at.toString() : day.toString());
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean isValid(String rule) {
        try {
            new RecurrenceRule(rule, RfcMode.RFC5545_STRICT);
            return true;
        } catch (InvalidRecurrenceRuleException _) {
            return false;
        }
    }

    /// A floating time: the person's own clock, in whichever zone they are.
    private static DateTime start(LocalDateTime at, boolean timed) {
        int month = at.getMonthValue() - 1;
        return timed
                ? new DateTime(
                        at.getYear(),
                        month,
                        at.getDayOfMonth(),
                        at.getHour(),
                        at.getMinute(),
                        at.getSecond())
                : new DateTime(at.getYear(), month, at.getDayOfMonth());
    }

    /// Empty for a rule that some other device or version wrote and that cannot be read here: such a task has no successor.
    private static Optional<RecurrenceRule> parsed(String rule) {
        try {
            return Optional.of(new RecurrenceRule(rule));
        } catch (InvalidRecurrenceRuleException _) {
            return Optional.empty();
        }
    }
}

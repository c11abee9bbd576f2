package org.odradek.app.capture;

import org.jspecify.annotations.Nullable;
import org.odradek.app.look.Messages;
import org.odradek.app.look.TimeWords;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/// Says a due date or a reminder in words that its field understands again.
public final class MomentWords {
    private final Messages messages;
    private final TimeWords times;
    private final InstantSource clock;
    private final ZoneId zone;

    public MomentWords(Messages messages, TimeWords times, InstantSource clock, ZoneId zone) {
        this.messages = messages;
        this.times = times;
        this.clock = clock;
        this.zone = zone;
    }

    /// “1 December”, “1 December 09:00”; a day that is over has its year.
    public String field(Moment moment) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        String day = times.day(moment.day());
        String year = String.valueOf(moment.day().getYear());
        if (moment.day().isBefore(today) && !day.contains(year)) {
            day = day + " " + year;
        }
        String said = day;
        return moment.timeOfDay().map(time -> said + " " + times.time(time)).orElse(said);
    }

    /// “1 day before” when the reminder is a round while before it is due, else its own moment.
    public String reminder(Moment reminder, @Nullable Moment due) {
        if (due != null && due.time() != null && reminder.time() != null) {
            LocalDateTime at = reminder.day().atTime(reminder.time());
            long minutes = Duration.between(at, due.day().atTime(due.time())).toMinutes();
            if (minutes > 0 && minutes <= 14L * 24 * 60) {
                return messages.text("task.reminder.before", lead(minutes));
            }
        }
        return field(reminder);
    }

    private String lead(long minutes) {
        if (minutes % (24 * 60) == 0) {
            return messages.count("task.reminder.days", minutes / (24 * 60));
        }
        return minutes % 60 == 0
                ? messages.count("task.reminder.hours", minutes / 60)
                : messages.count("task.reminder.minutes", minutes);
    }
}

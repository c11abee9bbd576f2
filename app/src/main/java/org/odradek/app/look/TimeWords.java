package org.odradek.app.look;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;

/// Times as a person says them, relative to a clock and in its zone.
///
/// Pure but for the clock; safe on every thread.
public final class TimeWords {
    private static final int MINUTES_SAID = 60;

    private static final int WEEKDAY_SAID_DAYS = 7;

    private static final int DAYS_OF_WEEK = 7;

    private static final int DAYS_OF_MONTH = 30;

    private final Messages messages;
    private final Clock clock;
    private final DateTimeFormatter hours;
    private final DateTimeFormatter dayOfThisYear;
    private final DateTimeFormatter dayOfAnyYear;
    private final DateTimeFormatter exact;

    public TimeWords(Messages messages, Clock clock) {
        this.messages = messages;
        this.clock = clock;
        this.hours = DateTimeFormatter.ofPattern("HH:mm", messages.locale());
        this.dayOfThisYear = DateTimeFormatter.ofPattern("d MMMM", messages.locale());
        this.dayOfAnyYear = DateTimeFormatter.ofPattern("d MMMM uuuu", messages.locale());
        this.exact =
                DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.MEDIUM)
                        .localizedBy(messages.locale());
    }

    /// When something happened: “just now”, “5 minutes ago”, “today at 09:12”, “yesterday at
    /// 18:04”, “Tuesday at 18:04”, “3 March”, “3 March 2024”. A time ahead of this clock, as a
    /// device with a wrong clock writes it, is said as a day.
    public String past(Instant instant) {
        ZonedDateTime now = now();
        ZonedDateTime then = instant.atZone(now.getZone());
        Duration age = Duration.between(then, now);
        long days = ChronoUnit.DAYS.between(then.toLocalDate(), now.toLocalDate());
        if (Math.abs(age.toSeconds()) < 60) {
            return messages.text("time.now");
        }
        if (!age.isNegative() && age.toMinutes() < MINUTES_SAID) {
            return messages.count("time.minutes", age.toMinutes());
        }
        if (days == 0) {
            return messages.text("time.today", time(then.toLocalTime()));
        }
        if (days == 1) {
            return messages.text("time.yesterday", time(then.toLocalTime()));
        }
        if (days == -1) {
            return messages.text("time.soon", time(then.toLocalTime()));
        }
        if (days > 1 && days < WEEKDAY_SAID_DAYS) {
            return messages.text(
                    "time.weekday", weekday(then.toLocalDate()), time(then.toLocalTime()));
        }
        return day(then.toLocalDate());
    }

    /// How long something lasted, in the largest unit that is full at least twice: “5 weeks”, “3 days”, “90 minutes”.
    public String lasting(Duration duration) {
        if (duration.toDays() >= 2 * DAYS_OF_MONTH) {
            return messages.count("time.lasting.months", duration.toDays() / DAYS_OF_MONTH);
        }
        if (duration.toDays() >= 2 * DAYS_OF_WEEK) {
            return messages.count("time.lasting.weeks", duration.toDays() / DAYS_OF_WEEK);
        }
        if (duration.toDays() >= 2) {
            return messages.count("time.lasting.days", duration.toDays());
        }
        if (duration.toHours() >= 2) {
            return messages.count("time.lasting.hours", duration.toHours());
        }
        return messages.count("time.lasting.minutes", duration.toMinutes());
    }

    /// The exact time and zone, for a tooltip.
    public String exact(Instant instant) {
        ZonedDateTime then = instant.atZone(clock.getZone());
        return exact.format(then) + " " + clock.getZone().getId();
    }

    /// A time of day on a 24-hour clock: “09:12”.
    public String time(LocalTime time) {
        return hours.format(time);
    }

    /// A day: “3 March”, or with its year when that is not this one.
    public String day(LocalDate day) {
        boolean thisYear = day.getYear() == now().getYear();
        return (thisYear ? dayOfThisYear : dayOfAnyYear).format(day);
    }

    /// A day with its weekday: “Tuesday, 1 December”.
    public String dayAndWeekday(LocalDate day) {
        return messages.text("list.comma", weekday(day), day(day));
    }

    /// When something is due, as short as a list row has room for: “2 days late”, “late since
    /// 09:00”, “today”, “09:00”, “tomorrow”, “Tue”, “3 March”.
    public String due(LocalDate day, @Nullable LocalTime time) {
        ZonedDateTime now = now();
        long days = ChronoUnit.DAYS.between(now.toLocalDate(), day);
        if (days < 0) {
            return messages.count("due.late", -days);
        }
        if (days == 0) {
            if (time == null) {
                return messages.text("due.today");
            }
            return time.isBefore(now.toLocalTime())
                    ? messages.text("due.late.since", time(time))
                    : time(time);
        }
        if (days == 1) {
            return time == null
                    ? messages.text("due.tomorrow")
                    : messages.text("due.tomorrow.at", time(time));
        }
        if (days < WEEKDAY_SAID_DAYS) {
            return day.getDayOfWeek().getDisplayName(TextStyle.SHORT, messages.locale());
        }
        return day(day);
    }

    /// Whether something due then is late now; a day without a time is late once it is over.
    public boolean isLate(LocalDate day, @Nullable LocalTime time) {
        ZonedDateTime now = now();
        if (time == null) {
            return day.isBefore(now.toLocalDate());
        }
        return day.atTime(time).isBefore(now.toLocalDateTime());
    }

    private String weekday(LocalDate day) {
        return day.getDayOfWeek().getDisplayName(TextStyle.FULL, messages.locale());
    }

    private ZonedDateTime now() {
        return ZonedDateTime.now(clock);
    }
}

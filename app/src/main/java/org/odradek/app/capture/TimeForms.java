package org.odradek.app.capture;

import org.jspecify.annotations.Nullable;

import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Times of day: `9:00`, `9am`, `9:30 pm`, `at 9`.
final class TimeForms {
    private static final Pattern CLOCK = Pattern.compile("(\\d{1,2})[:.](\\d{2})(am|pm)?");

    private static final Pattern HALF_DAY = Pattern.compile("(\\d{1,2})(am|pm)");

    private static final Pattern HOUR = Pattern.compile("\\d{1,2}");

    private TimeForms() {}

    static Optional<Match<LocalTime>> at(Sentence words, int i) {
        if (words.is(i, "at")) {
            return after(words, i + 1).map(match -> new Match<>(match.value(), match.words() + 1));
        }
        return clock(words, i, false);
    }

    /// What may stand behind `at`, where a bare hour is a time too.
    private static Optional<Match<LocalTime>> after(Sentence words, int i) {
        if (words.is(i, "noon")) {
            return Optional.of(new Match<>(LocalTime.NOON, 1));
        }
        if (words.is(i, "midnight")) {
            return Optional.of(new Match<>(LocalTime.MIDNIGHT, 1));
        }
        return clock(words, i, true);
    }

    private static Optional<Match<LocalTime>> clock(Sentence words, int i, boolean bareHour) {
        String word = words.at(i);
        boolean half = words.is(i + 1, "am", "pm");
        Matcher clock = CLOCK.matcher(word);
        if (clock.matches() && (word.indexOf(':') > 0 || half || bareHour)) {
            String suffix = clock.group(3);
            int minutes = Integer.parseInt(clock.group(2));
            return time(clock.group(1), minutes, half ? words.at(i + 1) : suffix, half ? 2 : 1);
        }
        Matcher joined = HALF_DAY.matcher(word);
        if (joined.matches()) {
            return time(joined.group(1), 0, joined.group(2), 1);
        }
        if (HOUR.matcher(word).matches() && (half || bareHour)) {
            return time(word, 0, half ? words.at(i + 1) : null, half ? 2 : 1);
        }
        return Optional.empty();
    }

    private static Optional<Match<LocalTime>> time(
            String hours, int minutes, @Nullable String half, int words) {
        int hour = Integer.parseInt(hours);
        if (half != null) {
            if (hour < 1 || hour > 12) {
                return Optional.empty();
            }
            hour = hour % 12 + (half.equals("pm") ? 12 : 0);
        }
        if (hour > 23 || minutes > 59) {
            return Optional.empty();
        }
        return Optional.of(new Match<>(LocalTime.of(hour, minutes), words));
    }
}

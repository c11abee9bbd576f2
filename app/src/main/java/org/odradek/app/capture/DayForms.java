package org.odradek.app.capture;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Days: `today`, `friday`, `next week`, `in 3 days`, `1 dec`, `2026-12-01`, `1/12`.
///
/// A weekday is the next one, today excluded; a day of the year that is over is next year's.
final class DayForms {
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");

    private static final Pattern NUMERIC =
            Pattern.compile("(\\d{1,2})([/.])(\\d{1,2})(?:\\2(\\d{4}|\\d{2})?)?");

    private static final int YEAR_MIN = 1_900;

    private static final int YEAR_MAX = 2_999;

    private DayForms() {}

    /// The forms that count everywhere in a line.
    static Optional<Match<Moment>> at(Sentence words, int i) {
        if (words.is(i, "on", "by", "due")) {
            return named(words, i + 1)
                    .or(() -> shortAt(words, i + 1))
                    .map(match -> new Match<>(match.value(), match.words() + 1));
        }
        return named(words, i);
    }

    private static Optional<Match<Moment>> named(Sentence words, int i) {
        LocalDate today = words.now().toLocalDate();
        String word = words.at(i);
        if (word.equals("today")) {
            return day(today, 1);
        }
        if (word.equals("tomorrow")) {
            return day(today.plusDays(1), 1);
        }
        if (word.equals("next")) {
            return next(words, i);
        }
        if (word.equals("in")) {
            return in(words, i);
        }
        Optional<DayOfWeek> weekday = Names.weekday(word);
        if (weekday.isPresent()) {
            return day(today.with(TemporalAdjusters.next(weekday.get())), 1);
        }
        Matcher iso = ISO.matcher(word);
        if (iso.matches()) {
            return date(number(iso, 1), number(iso, 2), number(iso, 3), 1);
        }
        return dayAndMonth(words, i).or(() -> numeric(words, i, true));
    }

    /// The forms that count at the end of a line or beside a number, a time or `every`.
    static Optional<Match<Moment>> shortAt(Sentence words, int i) {
        LocalDate today = words.now().toLocalDate();
        Optional<DayOfWeek> weekday = Names.anyWeekday(words.at(i));
        if (weekday.isPresent()) {
            return day(today.with(TemporalAdjusters.next(weekday.get())), 1);
        }
        OptionalInt ordinal = Names.ordinal(words.at(i));
        if (ordinal.isPresent() && Character.isDigit(words.at(i).charAt(0))) {
            return nextDayOfMonth(today, ordinal.getAsInt());
        }
        return numeric(words, i, false);
    }

    private static Optional<Match<Moment>> nextDayOfMonth(LocalDate today, int dayOfMonth) {
        LocalDate month = today.withDayOfMonth(1);
        for (int i = 0; i < 12; i++) {
            LocalDate candidate = month.plusMonths(i);
            if (dayOfMonth <= candidate.lengthOfMonth()) {
                LocalDate day = candidate.withDayOfMonth(dayOfMonth);
                if (day.isAfter(today)) {
                    return day(day, 1);
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Match<Moment>> next(Sentence words, int i) {
        LocalDate today = words.now().toLocalDate();
        LocalDate monday = today.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        if (words.is(i + 1, "week")) {
            return day(monday, 2);
        }
        if (words.is(i + 1, "month")) {
            return day(today.with(TemporalAdjusters.firstDayOfNextMonth()), 2);
        }
        return Names.anyWeekday(words.at(i + 1))
                .flatMap(weekday -> day(monday.with(TemporalAdjusters.nextOrSame(weekday)), 2));
    }

    private static Optional<Match<Moment>> in(Sentence words, int i) {
        OptionalInt n = Names.number(words.at(i + 1));
        Optional<ChronoUnit> unit = Names.unit(words.at(i + 2));
        if (n.isEmpty() || unit.isEmpty() || words.at(i + 2).length() == 1) {
            return Optional.empty();
        }
        LocalDateTime then = words.now().plus(n.getAsInt(), unit.get());
        if (unit.get().isTimeBased()) {
            return Optional.of(
                    new Match<>(
                            new Moment(
                                    then.toLocalDate(),
                                    then.toLocalTime().truncatedTo(ChronoUnit.MINUTES)),
                            3));
        }
        return day(then.toLocalDate(), 3);
    }

    /// `1 dec`, `1st december`, `dec 1`, each perhaps with a year behind.
    private static Optional<Match<Moment>> dayAndMonth(Sentence words, int i) {
        OptionalInt day = Names.dayOfMonth(words.at(i));
        Optional<Month> month = Names.month(words.at(i + 1));
        if (day.isEmpty() || month.isEmpty()) {
            month = Names.month(words.at(i));
            day = Names.dayOfMonth(words.at(i + 1));
        }
        if (day.isEmpty() || month.isEmpty()) {
            return Optional.empty();
        }
        OptionalInt year = Names.number(words.at(i + 2));
        boolean withYear =
                year.isPresent() && year.getAsInt() >= YEAR_MIN && year.getAsInt() <= YEAR_MAX;
        if (withYear) {
            return date(year.getAsInt(), month.get().getValue(), day.getAsInt(), 3);
        }
        return comingDate(words, month.get().getValue(), day.getAsInt(), 2);
    }

    /// `1/12/2026`, `1.12.`, and without a year `1/12`; day and month in the locale's order.
    private static Optional<Match<Moment>> numeric(Sentence words, int i, boolean sure) {
        // The last dot belongs to the date here, though it ends a word elsewhere.
        String raw =
                i < words.words().size() && !words.words().get(i).kept()
                        ? words.words().get(i).raw()
                        : "";
        Matcher matcher = NUMERIC.matcher(raw.endsWith(",") ? words.at(i) : raw);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        boolean dots = matcher.group(2).equals(".");
        boolean year = matcher.group(4) != null;
        boolean closed = raw.endsWith(".");
        if (sure && !year && !(dots && closed) || !sure && dots && !year && !closed) {
            return Optional.empty();
        }
        boolean dayFirst = dots || dayFirst(words);
        int day = number(matcher, dayFirst ? 1 : 3);
        int month = number(matcher, dayFirst ? 3 : 1);
        if (!year) {
            return comingDate(words, month, day, 1);
        }
        int written = number(matcher, 4);
        return date(written < 100 ? 2_000 + written : written, month, day, 1);
    }

    private static boolean dayFirst(Sentence words) {
        String pattern =
                DateTimeFormatterBuilder.getLocalizedDateTimePattern(
                        FormatStyle.SHORT, null, IsoChronology.INSTANCE, words.locale());
        return pattern.indexOf('d') < pattern.indexOf('M');
    }

    private static Optional<Match<Moment>> comingDate(
            Sentence words, int month, int day, int length) {
        LocalDate today = words.now().toLocalDate();
        // A leap day may be up to eight years away.
        for (int year = today.getYear(); year <= today.getYear() + 8; year++) {
            Optional<Match<Moment>> date = date(year, month, day, length);
            if (date.isPresent() && !date.get().value().day().isBefore(today)) {
                return date;
            }
        }
        return Optional.empty();
    }

    private static Optional<Match<Moment>> date(int year, int month, int day, int length) {
        try {
            return day(LocalDate.of(year, month, day), length);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<Match<Moment>> day(LocalDate day, int length) {
        return Optional.of(new Match<>(new Moment(day, null), length));
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}

package org.odradek.app.capture;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Repeats: `every day`, `every weekday`, `every 2 weeks`, `every mon, thu`, `every 1st`, `every
/// last fri`, `every year`; with `every!` counted from completion.
final class RepeatForms {
    /// A rule and the days that it falls on, as far as its words say.
    record Rule(Repeat repeat, Predicate<LocalDate> on) {
        /// The first day of the rule, from a day on. Every rule of these forms falls within four
        /// years (29 February).
        LocalDate firstFrom(LocalDate day) {
            LocalDate at = day;
            for (int i = 0; i < 4 * 366; i++) {
                if (on.test(at)) {
                    return at;
                }
                at = at.plusDays(1);
            }
            return day;
        }
    }

    private static final Set<DayOfWeek> WEEKDAYS =
            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    private static final int INTERVAL_MAX = 999;

    private RepeatForms() {}

    static Optional<Match<Rule>> at(Sentence words, int i) {
        boolean fromDone = words.is(i, "every!");
        if (!fromDone && !words.is(i, "every")) {
            return Optional.empty();
        }
        return rule(words, i + 1, fromDone)
                .map(match -> new Match<>(match.value(), match.words() + 1));
    }

    /// What stands behind `every`.
    static Optional<Match<Rule>> rule(Sentence words, int i, boolean fromDone) {
        return interval(words, i, fromDone)
                .or(() -> weekdays(words, i, fromDone))
                .or(() -> nthWeekday(words, i, fromDone))
                .or(() -> dayOfYear(words, i, fromDone))
                .or(() -> dayOfMonth(words, i, fromDone));
    }

    private static Optional<Match<Rule>> interval(Sentence words, int i, boolean fromDone) {
        if (words.is(i, "weekday", "weekdays")) {
            return weekly(WEEKDAYS, 1, fromDone);
        }
        if (words.is(i, "weekend", "weekends")) {
            return weekly(WEEKEND, 1, fromDone);
        }
        OptionalInt n = words.is(i, "other") ? OptionalInt.of(2) : Names.number(words.at(i));
        int unitAt = n.isPresent() ? i + 1 : i;
        Optional<ChronoUnit> unit = Names.unit(words.at(unitAt));
        int interval = n.orElse(1);
        boolean whole =
                unit.isPresent()
                        && unit.get().isDateBased()
                        && words.at(unitAt).length() > 1
                        && interval >= 1
                        && interval <= INTERVAL_MAX;
        if (!whole) {
            return Optional.empty();
        }
        String frequency =
                switch (unit.get()) {
                    case DAYS -> "DAILY";
                    case WEEKS -> "WEEKLY";
                    case MONTHS -> "MONTHLY";
                    default -> "YEARLY";
                };
        String rule = "FREQ=" + frequency + (interval == 1 ? "" : ";INTERVAL=" + interval);
        int length = unitAt - i + 1;
        Optional<Match<Rule>> placed = placed(words, i + length, unit.get(), interval, fromDone);
        return placed.isPresent()
                ? placed.map(on -> new Match<>(on.value(), on.words() + length))
                : match(rule, fromDone, _ -> true, length);
    }

    /// `on mon and thu` behind weeks, `on the 1st` or `on the last fri` behind months, `on 3 mar`
    /// behind years.
    private static Optional<Match<Rule>> placed(
            Sentence words, int i, ChronoUnit unit, int interval, boolean fromDone) {
        if (!words.is(i, "on")) {
            return Optional.empty();
        }
        int from = words.is(i + 1, "the") ? i + 2 : i + 1;
        Optional<Match<Rule>> place =
                switch (unit) {
                    case WEEKS -> weekdays(words, from, fromDone);
                    case MONTHS ->
                            nthWeekday(words, from, fromDone)
                                    .or(() -> dayOfMonth(words, from, fromDone));
                    case YEARS -> dayOfYear(words, from, fromDone);
                    default -> Optional.empty();
                };
        return place.map(
                match -> {
                    String every =
                            match.value()
                                    .repeat()
                                    .rule()
                                    .replaceFirst(
                                            ";",
                                            interval == 1 ? ";" : ";INTERVAL=" + interval + ";");
                    Rule rule = new Rule(new Repeat(every, fromDone), match.value().on());
                    return new Match<>(rule, match.words() + from - i);
                });
    }

    /// `mon`, `mon, thu`, `mon and thu`.
    private static Optional<Match<Rule>> weekdays(Sentence words, int i, boolean fromDone) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        int at = i;
        int end = i;
        while (true) {
            Optional<DayOfWeek> day = Names.anyWeekday(words.at(at));
            if (day.isEmpty()) {
                break;
            }
            days.add(day.get());
            end = at + 1;
            if (words.is(end, "and", "&")) {
                at = end + 1;
            } else if (words.words().get(at).hasComma()) {
                at = end;
            } else {
                break;
            }
        }
        return days.isEmpty() ? Optional.empty() : weekly(days, end - i, fromDone);
    }

    /// `last fri`, `2nd tue`, `first monday`.
    private static Optional<Match<Rule>> nthWeekday(Sentence words, int i, boolean fromDone) {
        Optional<DayOfWeek> day = Names.anyWeekday(words.at(i + 1));
        if (day.isEmpty()) {
            return Optional.empty();
        }
        String code = code(day.get());
        if (words.is(i, "last")) {
            return match(
                    "FREQ=MONTHLY;BYDAY=-1" + code,
                    fromDone,
                    date -> date.equals(date.with(TemporalAdjusters.lastInMonth(day.get()))),
                    2);
        }
        OptionalInt n = Names.ordinal(words.at(i));
        if (n.isEmpty() || n.getAsInt() > 5) {
            return Optional.empty();
        }
        int nth = n.getAsInt();
        return match(
                "FREQ=MONTHLY;BYDAY=" + nth + code,
                fromDone,
                date ->
                        date.getDayOfWeek() == day.get()
                                && (date.getDayOfMonth() - 1) / 7 + 1 == nth,
                2);
    }

    /// `3 mar`, `mar 3`.
    private static Optional<Match<Rule>> dayOfYear(Sentence words, int i, boolean fromDone) {
        Optional<Month> month = Names.month(words.at(i + 1));
        OptionalInt day = Names.dayOfMonth(words.at(i));
        if (month.isEmpty() || day.isEmpty()) {
            month = Names.month(words.at(i));
            day = Names.dayOfMonth(words.at(i + 1));
        }
        if (month.isEmpty() || day.isEmpty() || day.getAsInt() > month.get().maxLength()) {
            return Optional.empty();
        }
        Month of = month.get();
        int on = day.getAsInt();
        return match(
                "FREQ=YEARLY;BYMONTH=" + of.getValue() + ";BYMONTHDAY=" + on,
                fromDone,
                date -> date.getMonth() == of && date.getDayOfMonth() == on,
                2);
    }

    /// `1st`, `last day`.
    private static Optional<Match<Rule>> dayOfMonth(Sentence words, int i, boolean fromDone) {
        if (words.is(i, "last") && words.is(i + 1, "day")) {
            return match(
                    "FREQ=MONTHLY;BYMONTHDAY=-1",
                    fromDone,
                    date -> date.getDayOfMonth() == date.lengthOfMonth(),
                    2);
        }
        OptionalInt day = Names.ordinal(words.at(i));
        if (day.isEmpty()) {
            return Optional.empty();
        }
        int on = day.getAsInt();
        return match(
                "FREQ=MONTHLY;BYMONTHDAY=" + on, fromDone, date -> date.getDayOfMonth() == on, 1);
    }

    private static Optional<Match<Rule>> weekly(Set<DayOfWeek> days, int length, boolean fromDone) {
        Set<DayOfWeek> on = EnumSet.copyOf(days);
        String codes = on.stream().map(RepeatForms::code).collect(Collectors.joining(","));
        return match(
                "FREQ=WEEKLY;BYDAY=" + codes,
                fromDone,
                date -> on.contains(date.getDayOfWeek()),
                length);
    }

    private static Optional<Match<Rule>> match(
            String rule, boolean fromDone, Predicate<LocalDate> on, int length) {
        return Optional.of(new Match<>(new Rule(new Repeat(rule, fromDone), on), length));
    }

    private static String code(DayOfWeek day) {
        return day.name().substring(0, 2).toUpperCase(Locale.ROOT);
    }
}

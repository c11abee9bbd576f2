package org.odradek.app.capture;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names of days, months, units and small numbers.
final class Names {
    private static final Map<String, Integer> NUMBERS =
            Map.ofEntries(
                    Map.entry("a", 1),
                    Map.entry("an", 1),
                    Map.entry("one", 1),
                    Map.entry("two", 2),
                    Map.entry("three", 3),
                    Map.entry("four", 4),
                    Map.entry("five", 5),
                    Map.entry("six", 6),
                    Map.entry("seven", 7),
                    Map.entry("eight", 8),
                    Map.entry("nine", 9),
                    Map.entry("ten", 10));

    private static final List<String> ORDINALS =
            List.of("first", "second", "third", "fourth", "fifth");

    private static final Pattern ORDINAL = Pattern.compile("(\\d{1,2})(?:st|nd|rd|th)");

    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");

    private Names() {}

    /// A full name, such as `monday`.
    static Optional<DayOfWeek> weekday(String word) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.name().toLowerCase(Locale.ROOT).equals(word)) {
                return Optional.of(day);
            }
        }
        return Optional.empty();
    }

    /// A full name or a short one: `mon`, `tue`, `tues`, `thu`, `thur`, `thurs`.
    static Optional<DayOfWeek> anyWeekday(String word) {
        for (DayOfWeek day : DayOfWeek.values()) {
            String name = day.name().toLowerCase(Locale.ROOT);
            boolean shortened = word.length() >= 3 && word.length() <= 5 && name.startsWith(word);
            if (shortened || name.equals(word) || (name + "s").equals(word)) {
                return Optional.of(day);
            }
        }
        return Optional.empty();
    }

    static Optional<Month> month(String word) {
        for (Month month : Month.values()) {
            String name = month.name().toLowerCase(Locale.ROOT);
            boolean shortened = word.length() == 3 && name.startsWith(word);
            if (shortened || name.equals(word) || month == Month.SEPTEMBER && word.equals("sept")) {
                return Optional.of(month);
            }
        }
        return Optional.empty();
    }

    /// A number in digits or as a word up to ten.
    static OptionalInt number(String word) {
        if (NUMBER.matcher(word).matches()) {
            return OptionalInt.of(Integer.parseInt(word));
        }
        Integer said = NUMBERS.get(word);
        return said == null ? OptionalInt.empty() : OptionalInt.of(said);
    }

    /// A day of a month: `1`, `1st`.
    static OptionalInt dayOfMonth(String word) {
        OptionalInt ordinal = ordinal(word);
        if (ordinal.isPresent()) {
            return ordinal;
        }
        if (!NUMBER.matcher(word).matches()) {
            return OptionalInt.empty();
        }
        int day = Integer.parseInt(word);
        return day >= 1 && day <= 31 ? OptionalInt.of(day) : OptionalInt.empty();
    }

    /// `1st` to `31st`, `first` to `fifth`.
    static OptionalInt ordinal(String word) {
        Matcher matcher = ORDINAL.matcher(word);
        if (matcher.matches()) {
            int n = Integer.parseInt(matcher.group(1));
            return n >= 1 && n <= 31 ? OptionalInt.of(n) : OptionalInt.empty();
        }
        int said = ORDINALS.indexOf(word);
        return said < 0 ? OptionalInt.empty() : OptionalInt.of(said + 1);
    }

    static Optional<ChronoUnit> unit(String word) {
        return switch (word) {
            case "m", "min", "mins", "minute", "minutes" -> Optional.of(ChronoUnit.MINUTES);
            case "h", "hour", "hours" -> Optional.of(ChronoUnit.HOURS);
            case "d", "day", "days" -> Optional.of(ChronoUnit.DAYS);
            case "w", "week", "weeks" -> Optional.of(ChronoUnit.WEEKS);
            case "month", "months" -> Optional.of(ChronoUnit.MONTHS);
            case "year", "years" -> Optional.of(ChronoUnit.YEARS);
            default -> Optional.empty();
        };
    }
}

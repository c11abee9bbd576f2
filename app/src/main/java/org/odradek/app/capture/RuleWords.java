package org.odradek.app.capture;

import org.jspecify.annotations.Nullable;
import org.odradek.app.look.Messages;
import org.odradek.app.look.TimeWords;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Says a recurrence rule (RFC 5545) in words: “every month on the 1st”. Pure.
public final class RuleWords {
    private static final Pattern BY_DAY = Pattern.compile("([+-]?\\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)");

    private static final String WEEKDAYS = "MO,TU,WE,TH,FR";

    private final Messages messages;
    private final TimeWords times;

    public RuleWords(Messages messages, TimeWords times) {
        this.messages = messages;
        this.times = times;
    }

    /// The rule in words; a rule with parts that have none is said to be one of its own.
    public String words(Repeat repeat) {
        return spoken(repeat.rule())
                .map(said -> repeat.fromDone() ? messages.text("repeat.fromDone", said) : said)
                .orElseGet(() -> messages.text("repeat.unknown"));
    }

    /// What stands in the field: words that the field understands again, else the rule itself.
    public String field(Repeat repeat) {
        return spoken(repeat.rule())
                .filter(_ -> !repeat.rule().contains("COUNT=") && !repeat.rule().contains("UNTIL="))
                .map(said -> repeat.fromDone() ? said.replaceFirst("every", "every!") : said)
                .orElse(repeat.rule());
    }

    /// The sentence under the field: “Every month on the 1st; next on Tuesday, 1 December”.
    public String reading(Repeat repeat, @Nullable LocalDate next) {
        String said = words(repeat);
        String sentence =
                next == null
                        ? said
                        : messages.text("repeat.reading", said, times.dayAndWeekday(next));
        return sentence.substring(0, 1).toUpperCase(messages.locale()) + sentence.substring(1);
    }

    private Optional<String> spoken(String rule) {
        Map<String, String> parts = parts(rule);
        String frequency = parts.remove("FREQ");
        Optional<Integer> interval = number(parts.remove("INTERVAL"), 1);
        Optional<Integer> count = number(parts.remove("COUNT"), 0);
        String until = parts.remove("UNTIL");
        parts.remove("WKST");
        if (frequency == null || interval.isEmpty() || count.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> said =
                switch (frequency) {
                    case "DAILY" ->
                            parts.isEmpty()
                                    ? Optional.of(messages.count("repeat.day", interval.get()))
                                    : Optional.empty();
                    case "WEEKLY" -> weekly(parts, interval.get());
                    case "MONTHLY" -> monthly(parts, interval.get());
                    case "YEARLY" -> yearly(parts, interval.get());
                    default -> Optional.empty();
                };
        return said.map(
                        text ->
                                count.get() > 0
                                        ? messages.count("repeat.times", count.get(), text)
                                        : text)
                .flatMap(text -> until == null ? Optional.of(text) : until(text, until));
    }

    private Optional<String> until(String text, String until) {
        try {
            LocalDate day =
                    LocalDate.parse(
                            until.substring(0, Math.min(8, until.length())),
                            DateTimeFormatter.BASIC_ISO_DATE);
            return Optional.of(messages.text("repeat.until", text, times.day(day)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private Optional<String> weekly(Map<String, String> parts, int interval) {
        String every = messages.count("repeat.week", interval);
        String days = parts.remove("BYDAY");
        if (!parts.isEmpty()) {
            return Optional.empty();
        }
        if (days == null) {
            return Optional.of(every);
        }
        if (days.equals(WEEKDAYS) && interval == 1) {
            return Optional.of(messages.text("repeat.weekday"));
        }
        List<String> names = new ArrayList<>();
        for (String day : days.split(",", -1)) {
            Matcher matcher = BY_DAY.matcher(day);
            if (!matcher.matches() || matcher.group(1) != null) {
                return Optional.empty();
            }
            names.add(weekday(matcher.group(2)));
        }
        String listed = listed(names);
        return Optional.of(
                interval == 1
                        ? messages.text("repeat.every", listed)
                        : messages.text("repeat.on", every, listed));
    }

    private Optional<String> monthly(Map<String, String> parts, int interval) {
        String every = messages.count("repeat.month", interval);
        String byDay = parts.remove("BYDAY");
        String byMonthDay = parts.remove("BYMONTHDAY");
        if (!parts.isEmpty() || byDay != null && byMonthDay != null) {
            return Optional.empty();
        }
        if (byDay == null && byMonthDay == null) {
            return Optional.of(every);
        }
        Optional<String> place =
                byMonthDay != null ? monthDay(byMonthDay) : nth(String.valueOf(byDay));
        return place.map(on -> messages.text("repeat.on.the", every, on));
    }

    private Optional<String> monthDay(String byMonthDay) {
        if (byMonthDay.equals("-1")) {
            return Optional.of(messages.text("repeat.last.day"));
        }
        return number(byMonthDay, 0).filter(day -> day >= 1 && day <= 31).map(RuleWords::ordinal);
    }

    private Optional<String> nth(String byDay) {
        Matcher matcher = BY_DAY.matcher(byDay);
        if (!matcher.matches() || matcher.group(1) == null) {
            return Optional.empty();
        }
        int n = Integer.parseInt(matcher.group(1));
        String day = weekday(matcher.group(2));
        if (n == -1) {
            return Optional.of(messages.text("repeat.last", day));
        }
        return n < 1 ? Optional.empty() : Optional.of(messages.text("repeat.nth", ordinal(n), day));
    }

    private Optional<String> yearly(Map<String, String> parts, int interval) {
        String every = messages.count("repeat.year", interval);
        Optional<Integer> month = number(parts.remove("BYMONTH"), 0);
        Optional<Integer> day = number(parts.remove("BYMONTHDAY"), 0);
        if (!parts.isEmpty() || month.isEmpty() || day.isEmpty()) {
            return Optional.empty();
        }
        if (month.get() == 0 && day.get() == 0) {
            return Optional.of(every);
        }
        if (month.get() < 1 || month.get() > 12 || day.get() < 1) {
            return Optional.empty();
        }
        String name = Month.of(month.get()).getDisplayName(TextStyle.FULL, messages.locale());
        return Optional.of(messages.text("repeat.on", every, day.get() + " " + name));
    }

    private String weekday(String code) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.name().startsWith(code)) {
                return day.getDisplayName(TextStyle.FULL, messages.locale());
            }
        }
        return code;
    }

    private String listed(List<String> names) {
        if (names.size() == 1) {
            return names.getFirst();
        }
        String all = names.getFirst();
        for (String name : names.subList(1, names.size() - 1)) {
            all = messages.text("list.comma", all, name);
        }
        return messages.text("list.and", all, names.getLast());
    }

    private static Map<String, String> parts(String rule) {
        Map<String, String> parts = new LinkedHashMap<>();
        for (String part : rule.toUpperCase(Locale.ROOT).split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(part.substring(0, equals), part.substring(equals + 1));
            }
        }
        return parts;
    }

    /// The number of a part, the default when it is absent, empty when it is none.
    private static Optional<Integer> number(@Nullable String part, int absent) {
        if (part == null) {
            return Optional.of(absent);
        }
        return part.matches("\\d{1,4}") ? Optional.of(Integer.valueOf(part)) : Optional.empty();
    }

    private static String ordinal(int n) {
        String suffix =
                n % 100 >= 11 && n % 100 <= 13
                        ? "th"
                        : switch (n % 10) {
                            case 1 -> "st";
                            case 2 -> "nd";
                            case 3 -> "rd";
                            default -> "th";
                        };
        return n + suffix;
    }
}

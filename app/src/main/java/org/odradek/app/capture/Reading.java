package org.odradek.app.capture;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One reading of one line: which words were understood as what. Of each kind the first counts,
/// tags all.
final class Reading {
    private static final Map<String, String> PRIORITIES =
            Map.of(
                    "!high", "high",
                    "!h", "high",
                    "!medium", "medium",
                    "!m", "medium",
                    "!low", "low",
                    "!l", "low");

    private final Sentence words;
    private final String line;
    private final Part.@Nullable Kind[] taken;
    private final List<Part> parts = new ArrayList<>();
    private final List<String> tags = new ArrayList<>();
    private @Nullable Moment day;
    private @Nullable LocalTime time;
    private RepeatForms.@Nullable Rule rule;
    private ReminderForms.@Nullable Wish wish;
    private @Nullable String notebook;
    private String priority = "none";

    private Reading(String line, Sentence words) {
        this.line = line;
        this.words = words;
        this.taken = new Part.Kind[words.words().size()];
    }

    static Reading of(String line, LocalDateTime now, Locale locale, boolean field) {
        Reading reading = new Reading(line, new Sentence(Word.of(line), now, locale, field));
        reading.readSure();
        reading.readShort();
        reading.parts.sort(Comparator.comparingInt(Part::start));
        return reading;
    }

    List<Part> parts() {
        return parts;
    }

    List<String> tags() {
        return tags;
    }

    String priority() {
        return priority;
    }

    Optional<String> notebook() {
        return Optional.ofNullable(notebook);
    }

    Optional<Repeat> repeat() {
        return Optional.ofNullable(rule).map(RepeatForms.Rule::repeat);
    }

    /// Whether every word was understood.
    boolean isWhole() {
        for (Part.@Nullable Kind kind : taken) {
            if (kind == null) {
                return false;
            }
        }
        return taken.length > 0;
    }

    boolean has(Part.Kind kind) {
        return parts.stream().anyMatch(part -> part.kind() == kind);
    }

    /// When it is due: the day that was named, else the rule's first, else the next time that the
    /// clock shows the time that was named.
    Optional<Moment> due() {
        LocalDate today = words.now().toLocalDate();
        boolean past = time != null && !words.now().toLocalTime().isBefore(time);
        if (day != null) {
            return Optional.of(time == null ? day : new Moment(day.day(), time));
        }
        if (rule != null) {
            return Optional.of(new Moment(rule.firstFrom(past ? today.plusDays(1) : today), time));
        }
        if (time != null) {
            return Optional.of(new Moment(past ? today.plusDays(1) : today, time));
        }
        return Optional.empty();
    }

    Optional<Moment> reminder() {
        return wish == null
                ? Optional.empty()
                : ReminderForms.moment(wish, due().orElse(null), words.now());
    }

    /// The words that were not understood.
    String rest() {
        StringBuilder rest = new StringBuilder();
        for (int i = 0; i < taken.length; i++) {
            if (taken[i] == null) {
                rest.append(rest.isEmpty() ? "" : " ").append(plain(words.words().get(i)));
            }
        }
        return rest.toString();
    }

    /// A kept word without what kept it. Quotes that protect nothing are the person's own.
    private String plain(Word word) {
        String raw = word.raw();
        if (!word.kept()) {
            return raw;
        }
        if (raw.startsWith("\\")) {
            return raw.length() > 1 ? raw.substring(1) : raw;
        }
        int close = raw.lastIndexOf('"');
        if (close == 0) {
            return raw;
        }
        String inner = raw.substring(1, close);
        boolean protects = !of(inner, words.now(), words.locale(), false).parts().isEmpty();
        return protects ? inner + raw.substring(close + 1) : raw;
    }

    private void readSure() {
        for (int i = 0; i < taken.length; i++) {
            Word word = words.words().get(i);
            if (taken[i] == null && !word.kept()) {
                read(i, word);
            }
        }
    }

    private void read(int i, Word word) {
        switch (word.raw().charAt(0)) {
            case '#' -> tag(i, word);
            case '@' -> place(i, word);
            case '!' -> priority(i);
            default -> when(i);
        }
    }

    private void when(int i) {
        if (wish == null) {
            Optional<Match<ReminderForms.Wish>> match = ReminderForms.at(words, i);
            if (match.isPresent()) {
                wish = match.get().value();
                take(i, match.get().words(), Part.Kind.REMINDER);
                return;
            }
        }
        if (rule == null) {
            Optional<Match<RepeatForms.Rule>> match = RepeatForms.at(words, i);
            if (match.isPresent()) {
                rule = match.get().value();
                take(i, match.get().words(), Part.Kind.REPEAT);
                return;
            }
        }
        if (day == null) {
            Optional<Match<Moment>> match = DayForms.at(words, i);
            if (match.isPresent() && isFree(i, match.get().words())) {
                day = match.get().value();
                take(i, match.get().words(), Part.Kind.DAY);
                return;
            }
        }
        if (time == null) {
            Optional<Match<LocalTime>> match = TimeForms.at(words, i);
            if (match.isPresent() && isFree(i, match.get().words())) {
                time = match.get().value();
                take(i, match.get().words(), Part.Kind.TIME);
            }
        }
    }

    private void readShort() {
        for (int i = taken.length - 1; i >= 0 && day == null; i--) {
            Optional<Match<Moment>> match =
                    words.words().get(i).kept() ? Optional.empty() : DayForms.shortAt(words, i);
            if (match.isPresent()
                    && isFree(i, match.get().words())
                    && counts(i, i + match.get().words())) {
                day = match.get().value();
                take(i, match.get().words(), Part.Kind.DAY);
            }
        }
    }

    /// Whether a short form counts here: at the end of the title, or beside a number or a time.
    private boolean counts(int from, int to) {
        boolean atEnd = true;
        for (int i = to; i < taken.length; i++) {
            atEnd &= taken[i] != null;
        }
        return words.field() || atEnd || isBeside(from - 1) || isBeside(to);
    }

    private boolean isBeside(int i) {
        if (i < 0 || i >= taken.length) {
            return false;
        }
        boolean number = !words.at(i).isEmpty() && words.at(i).chars().allMatch(Character::isDigit);
        return number || taken[i] == Part.Kind.TIME || taken[i] == Part.Kind.REPEAT;
    }

    private void tag(int i, Word word) {
        String name = word.raw().substring(1, word.bareEnd() - word.start());
        boolean isTag =
                name.chars().anyMatch(Character::isLetter)
                        && name.chars().allMatch(Reading::isTagPart);
        if (isTag) {
            if (!tags.contains(name)) {
                tags.add(name);
            }
            take(i, 1, Part.Kind.TAG);
        }
    }

    private static boolean isTagPart(int c) {
        return Character.isLetterOrDigit(c)
                || c == '-'
                || c == '_'
                || c == '/'
                || Character.isSurrogate((char) c);
    }

    private void place(int i, Word word) {
        String path = word.raw().substring(1, Math.max(1, word.bareEnd() - word.start()));
        if (path.length() > 1 && path.startsWith("\"") && path.endsWith("\"")) {
            path = path.substring(1, path.length() - 1);
        }
        if (notebook == null && !path.isBlank() && Character.isLetterOrDigit(path.codePointAt(0))) {
            notebook = path;
            take(i, 1, Part.Kind.PLACE);
        }
    }

    private void priority(int i) {
        String known = PRIORITIES.get(words.at(i));
        if (known != null && priority.equals("none")) {
            priority = known;
            take(i, 1, Part.Kind.PRIORITY);
        }
    }

    private boolean isFree(int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (taken[i] != null) {
                return false;
            }
        }
        return true;
    }

    private void take(int from, int count, Part.Kind kind) {
        for (int i = from; i < from + count; i++) {
            taken[i] = kind;
        }
        int start = words.words().get(from).start();
        int end = words.words().get(from + count - 1).bareEnd();
        parts.add(new Part(start, end, kind, line.substring(start, end)));
    }
}

package org.odradek.app.capture;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Understands the text fields of a task by the grammar of capture. Pure.
public final class TaskFields {
    private static final List<String> NOTHING = List.of("", "never", "none", "no", "no date");

    private static final Map<String, String> ADVERBS =
            Map.of(
                    "daily", "every day",
                    "weekly", "every week",
                    "monthly", "every month",
                    "yearly", "every year",
                    "annually", "every year");

    private TaskFields() {}

    /// `tomorrow 9:00`, `fri`, `in 3 days`, `2026-12-01T09:00`.
    public static FieldReading<Moment> due(String text, LocalDateTime now, Locale locale) {
        if (isNothing(text)) {
            return new FieldReading.Nothing<>();
        }
        Optional<Moment> exact = exact(text);
        if (exact.isPresent()) {
            return new FieldReading.Understood<>(exact.get());
        }
        Reading reading = Reading.of(text.strip(), now, locale, true);
        boolean moment = reading.isWhole() && onlyMoment(reading);
        return moment ? understood(reading.due()) : new FieldReading.NotUnderstood<>();
    }

    /// `30m before`, `at 8:00`, `tomorrow 9:00`; a day alone means its morning at 9.
    public static FieldReading<Moment> reminder(
            String text, @Nullable Moment due, LocalDateTime now, Locale locale) {
        if (isNothing(text)) {
            return new FieldReading.Nothing<>();
        }
        Sentence words = new Sentence(Word.of(text.strip()), now, locale, true);
        int from = words.is(0, "remind", "reminder") ? 1 : 0;
        Optional<Match<ReminderForms.Wish>> wish = ReminderForms.wish(words, from);
        if (wish.isPresent() && wish.get().words() + from == words.words().size()) {
            return understood(ReminderForms.moment(wish.get().value(), due, now));
        }
        return switch (due(text, now, locale)) {
            case FieldReading.Understood<Moment>(Moment moment) ->
                    new FieldReading.Understood<>(
                            new Moment(
                                    moment.day(),
                                    moment.timeOfDay().orElse(ReminderForms.MORNING)));
            case FieldReading.Nothing<Moment> nothing -> nothing;
            case FieldReading.NotUnderstood<Moment> not -> not;
        };
    }

    /// `every friday`, `friday`, `monthly`, `every! 2 weeks`, or a rule as it is stored.
    public static FieldReading<Repeat> repeat(String text, LocalDateTime now, Locale locale) {
        if (isNothing(text)) {
            return new FieldReading.Nothing<>();
        }
        String said = text.strip().toLowerCase(Locale.ROOT);
        if (said.startsWith("freq=")) {
            return new FieldReading.Understood<>(new Repeat(said.toUpperCase(Locale.ROOT), false));
        }
        said = ADVERBS.getOrDefault(said, said);
        Sentence words = new Sentence(Word.of(said), now, locale, true);
        boolean fromDone = words.is(0, "every!");
        int from = fromDone || words.is(0, "every") ? 1 : 0;
        return RepeatForms.rule(words, from, fromDone)
                .filter(match -> match.words() + from == words.words().size())
                .<FieldReading<Repeat>>map(
                        match -> new FieldReading.Understood<>(match.value().repeat()))
                .orElseGet(FieldReading.NotUnderstood::new);
    }

    private static boolean onlyMoment(Reading reading) {
        return reading.parts().stream()
                .allMatch(part -> part.kind() == Part.Kind.DAY || part.kind() == Part.Kind.TIME);
    }

    private static boolean isNothing(String text) {
        return NOTHING.contains(text.strip().toLowerCase(Locale.ROOT));
    }

    private static Optional<Moment> exact(String text) {
        try {
            return Optional.of(Moment.of(text.strip()));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static <T> FieldReading<T> understood(Optional<T> value) {
        return value.<FieldReading<T>>map(FieldReading.Understood::new)
                .orElseGet(FieldReading.NotUnderstood::new);
    }
}

package org.odradek.app.capture;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reminders: `remind 30m before`, `remind at 8:00`.
final class ReminderForms {
    /// When to remind, before it is known when the task is due.
    sealed interface Wish {}

    /// So long before it is due.
    record Before(Duration lead) implements Wish {}

    /// At a time of the day on which it is due.
    record At(LocalTime time) implements Wish {}

    /// A day without a time is reminded of in the morning.
    static final LocalTime MORNING = LocalTime.of(9, 0);

    private static final Pattern JOINED = Pattern.compile("(\\d{1,4})([a-z]+)");

    private ReminderForms() {}

    static Optional<Match<Wish>> at(Sentence words, int i) {
        if (!words.is(i, "remind", "reminder")) {
            return Optional.empty();
        }
        int from = words.is(i + 1, "me") ? i + 2 : i + 1;
        return wish(words, from).map(match -> new Match<>(match.value(), match.words() + from - i));
    }

    /// What stands behind `remind`.
    static Optional<Match<Wish>> wish(Sentence words, int i) {
        return before(words, i)
                .or(
                        () ->
                                TimeForms.at(words, i)
                                        .map(at -> new Match<>(new At(at.value()), at.words())));
    }

    private static Optional<Match<Wish>> before(Sentence words, int i) {
        Matcher joined = JOINED.matcher(words.at(i));
        if (joined.matches() && words.is(i + 1, "before")) {
            return lead(Integer.parseInt(joined.group(1)), joined.group(2), 2);
        }
        OptionalInt n = Names.number(words.at(i));
        if (n.isPresent() && words.is(i + 2, "before")) {
            return lead(n.getAsInt(), words.at(i + 1), 3);
        }
        return Optional.empty();
    }

    private static Optional<Match<Wish>> lead(int n, String unitName, int length) {
        return Names.unit(unitName)
                .filter(unit -> unit.compareTo(ChronoUnit.WEEKS) <= 0)
                .map(unit -> new Match<>(new Before(unit.getDuration().multipliedBy(n)), length));
    }

    /// The moment of a wish. Without a due date there is nothing to be before.
    static Optional<Moment> moment(Wish wish, @Nullable Moment due, LocalDateTime now) {
        return switch (wish) {
            case Before(Duration lead) -> {
                if (due == null) {
                    yield Optional.empty();
                }
                LocalDateTime at = due.day().atTime(due.timeOfDay().orElse(MORNING)).minus(lead);
                yield Optional.of(new Moment(at.toLocalDate(), at.toLocalTime()));
            }
            case At(LocalTime time) -> {
                if (due != null) {
                    yield Optional.of(new Moment(due.day(), time));
                }
                boolean past = !now.toLocalTime().isBefore(time);
                yield Optional.of(new Moment(now.toLocalDate().plusDays(past ? 1 : 0), time));
            }
        };
    }
}

package org.odradek.app.window;

import org.jspecify.annotations.Nullable;
import org.odradek.app.capture.FieldReading;
import org.odradek.app.capture.Moment;
import org.odradek.app.capture.Repeat;
import org.odradek.app.capture.RuleWords;
import org.odradek.app.capture.TaskFields;
import org.odradek.app.look.TimeWords;
import org.odradek.app.task.WhenWords;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Locale;

/// Dates and repeats in the grammar of capture.
final class GrammarWords implements WhenWords {
    private final RuleWords rules;
    private final TimeWords times;
    private final Clock clock;
    private final Locale locale;

    GrammarWords(RuleWords rules, TimeWords times, Clock clock, Locale locale) {
        this.rules = rules;
        this.times = times;
        this.clock = clock;
        this.locale = locale;
    }

    @Override
    public @Nullable String when(String words) {
        return iso(TaskFields.due(words, LocalDateTime.now(clock), locale));
    }

    @Override
    public @Nullable String reminder(String words, @Nullable String due) {
        return iso(
                TaskFields.reminder(
                        words,
                        due == null ? null : Moment.of(due),
                        LocalDateTime.now(clock),
                        locale));
    }

    private static @Nullable String iso(FieldReading<Moment> reading) {
        return switch (reading) {
            case FieldReading.Understood<Moment>(var moment) -> moment.iso();
            case FieldReading.Nothing<Moment> _ -> "";
            case FieldReading.NotUnderstood<Moment> _ -> null;
        };
    }

    @Override
    public @Nullable Rule repeat(String words) {
        return switch (TaskFields.repeat(words, LocalDateTime.now(clock), locale)) {
            case FieldReading.Understood<Repeat>(var repeat) ->
                    new Rule(repeat.rule(), repeat.fromDone());
            case FieldReading.Nothing<Repeat> _ -> new Rule("", false);
            case FieldReading.NotUnderstood<Repeat> _ -> null;
        };
    }

    @Override
    public String field(Rule rule) {
        return rules.field(new Repeat(rule.rule(), rule.fromDone()));
    }

    @Override
    public String reading(Rule rule, @Nullable String due) {
        LocalDate next = due == null ? null : Moment.of(due).day();
        return rules.reading(new Repeat(rule.rule(), rule.fromDone()), next);
    }

    @Override
    public String reading(String when) {
        var moment = Moment.of(when);
        var day = times.dayAndWeekday(moment.day());
        return moment.timeOfDay().map(time -> day + ", " + times.time(time)).orElse(day);
    }
}

package org.odradek.store.edit;

import org.odradek.core.task.Recurrences;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;

/// Whether a value may stand in a field; each answer is empty, or one sentence that says what is wrong and what would be right.
public final class FieldCheck {
    /// A title is a line to recognise a note by; what is longer belongs into the body.
    public static final int TITLE_CHARS_MAX = 500;

    /// More than any note that a person wrote, and small enough to be held in memory several times.
    public static final int BODY_BYTES_MAX = 16 << 20;

    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm[:ss]");
    private static final Set<String> PRIORITIES = Set.of("none", "low", "medium", "high");

    private FieldCheck() {}

    public static Optional<String> title(String title) {
        if (title.length() > TITLE_CHARS_MAX) {
            return Optional.of(
                    "A title has at most "
                            + TITLE_CHARS_MAX
                            + " characters; this one has "
                            + title.length()
                            + ".");
        }
        return text("title", title);
    }

    public static Optional<String> tag(String name) {
        if (name.isBlank() || name.length() > TITLE_CHARS_MAX || name.indexOf('\n') >= 0) {
            return Optional.of("A tag is one line of 1 to " + TITLE_CHARS_MAX + " characters.");
        }
        return text("tag", name);
    }

    /// Refuses what has no UTF-8 form, and NUL, which other programs cut texts at.
    public static Optional<String> text(String what, String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == 0) {
                return Optional.of("The " + what + " holds a NUL character, which is refused.");
            }
            if (Character.isSurrogate(unit)) {
                boolean pair =
                        Character.isHighSurrogate(unit)
                                && i + 1 < text.length()
                                && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return Optional.of(
                            "The " + what + " holds half of a character, which is refused.");
                }
                i++;
            }
        }
        return Optional.empty();
    }

    /// A date (`2026-12-01`) or a local date-time (`2026-12-01T09:00`).
    public static Optional<String> date(String what, String date) {
        try {
            if (date.contains("T")) {
                LocalDateTime.parse(date, LOCAL);
            } else {
                LocalDate.parse(date);
            }
            return Optional.empty();
        } catch (DateTimeException e) {
            return Optional.of(
                    "The "
                            + what
                            + " date cannot be read: “"
                            + shortened(date)
                            + "”. Write 2026-12-01 or 2026-12-01T09:00.");
        }
    }

    public static Optional<String> priority(String priority) {
        return PRIORITIES.contains(priority)
                ? Optional.empty()
                : Optional.of(
                        "A priority is none, low, medium or high, not “"
                                + shortened(priority)
                                + "”.");
    }

    public static Optional<String> rule(Recurrences recurrences, String rule) {
        return recurrences.isValid(rule)
                ? Optional.empty()
                : Optional.of(
                        "The repetition cannot be read: “"
                                + shortened(rule)
                                + "”. Write a rule such as FREQ=MONTHLY;BYMONTHDAY=1.");
    }

    private static String shortened(String value) {
        return value.length() <= 60 ? value : value.substring(0, 60) + "…";
    }
}

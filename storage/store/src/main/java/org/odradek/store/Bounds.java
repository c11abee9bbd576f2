package org.odradek.store;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.Value;
import org.odradek.core.entry.DerivedIds;
import org.odradek.store.Submission.Refusal;
import org.odradek.store.Submission.Refused;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;

/// What an own edit may hold. Entries of others are taken as they are.
final class Bounds {
    /// UTF-16 units of a title or a notebook's name: three lines of a wide window.
    static final int TITLE_UNITS_MAX = 500;

    /// Bytes of a body in UTF-8: a long book; beyond it every key stroke would be felt.
    static final int BODY_BYTES_MAX = 16 << 20;

    /// Units of a tag's name, and of other short values.
    static final int TAG_UNITS_MAX = 100;

    static final int VALUE_UNITS_MAX = 1_000;

    private Bounds() {}

    /// Empty when the action may be written.
    static Optional<Refused> check(Action action) {
        return Optional.ofNullable(
                switch (action) {
                    case Action.SetField write -> field(write);
                    case Action.EditBody edit -> body(edit);
                    case Action.AddTag(_, var name) -> tag(name);
                    case Action.Attach(_, var name, _, _) ->
                            text(name, VALUE_UNITS_MAX, "A file's name");
                    case Action.CreateItem _,
                            Action.ReviewBody _,
                            Action.ReopenBody _,
                            Action.RemoveTag _,
                            Action.Detach _,
                            Action.MarkReminder _,
                            Action.Purge _ ->
                            null;
                    case Action.Unknown _ ->
                            bad("An action of a newer version cannot be made here.");
                });
    }

    private static @Nullable Refused field(Action.SetField write) {
        var field = Field.named(write.field());
        for (var versioned : write.values()) {
            if (versioned.value() instanceof Value.Text(var text)) {
                var refused =
                        field.isEmpty()
                                ? text(text, VALUE_UNITS_MAX, "A value")
                                : text(field.get(), text);
                if (refused != null) {
                    return refused;
                }
            }
        }
        return null;
    }

    private static @Nullable Refused text(Field field, String text) {
        return switch (field) {
            case TITLE -> text(text, TITLE_UNITS_MAX, "A title");
            case NAME -> name(text);
            case DUE, REMINDER ->
                    isDate(text) ? null : bad("A date is written 2026-12-01 or 2026-12-01T09:00.");
            case KIND,
                    NOTEBOOK,
                    PARENT,
                    STATUS,
                    REPEAT,
                    REPEAT_FROM,
                    PRIORITY,
                    PINNED,
                    ORDER,
                    TRASHED,
                    CREATED,
                    CHANGED,
                    NOTEBOOK_PARENT,
                    REMOVED ->
                    text(text, VALUE_UNITS_MAX, "A value");
        };
    }

    private static @Nullable Refused name(String name) {
        var normalised = DerivedIds.normalisedName(name);
        if (normalised.isEmpty()) {
            return bad("A notebook needs a name.");
        }
        return normalised.equals(".") || normalised.equals("..")
                ? bad("A notebook cannot be called . or ..")
                : text(name, TITLE_UNITS_MAX, "A notebook's name");
    }

    private static @Nullable Refused tag(String name) {
        return DerivedIds.normalisedTag(name).isEmpty()
                ? bad("A tag needs a name.")
                : name.indexOf('\n') >= 0
                        ? bad("A tag's name is one line.")
                        : text(name, TAG_UNITS_MAX, "A tag's name");
    }

    private static @Nullable Refused text(String text, int unitsMax, String what) {
        if (text.length() > unitsMax) {
            return bad(what + " has at most " + unitsMax + " characters.");
        }
        return characters(text, what);
    }

    private static @Nullable Refused characters(String text, String what) {
        if (text.indexOf('\0') >= 0) {
            return bad(what + " cannot hold the character NUL.");
        }
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isHighSurrogate(unit)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(unit)) {
                return bad(what + " holds half a character.");
            }
        }
        return null;
    }

    private static @Nullable Refused body(Action.EditBody edit) {
        for (var splice : edit.splices()) {
            var refused = characters(splice.inserted(), "A text");
            if (refused != null) {
                return refused;
            }
        }
        return null;
    }

    private static boolean isDate(String text) {
        try {
            if (text.contains("T")) {
                LocalDateTime.parse(text);
            } else {
                LocalDate.parse(text);
            }
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    static Refused bad(String sentence) {
        return new Refused(Refusal.BAD_VALUE, sentence);
    }
}

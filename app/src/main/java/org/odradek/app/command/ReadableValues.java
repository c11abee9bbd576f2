package org.odradek.app.command;

import org.jspecify.annotations.Nullable;
import org.odradek.store.edit.FieldCheck;

import java.util.Optional;

/// Values that must be readable before anything happens; one that is not ends the command with 2.
final class ReadableValues {
    private ReadableValues() {}

    static void date(String what, @Nullable String date) {
        if (date != null) {
            all(FieldCheck.date(what, date));
        }
    }

    static void rule(Desk desk, @Nullable String rule) {
        if (rule != null) {
            all(FieldCheck.rule(desk.recurrences(), rule));
        }
    }

    static void repeatFrom(String from) {
        if (!from.equals("due") && !from.equals("done")) {
            throw new Refusal(
                    Answer.unreadable("--repeat-from is due or done, not “" + from + "”."));
        }
    }

    static void limit(int limit) {
        if (limit < 0) {
            throw new Refusal(
                    Answer.unreadable("A number of rows is not negative: " + limit + "."));
        }
    }

    static void priority(String priority) {
        all(FieldCheck.priority(priority));
    }

    private static void all(Optional<String> wrong) {
        if (wrong.isPresent()) {
            throw new Refusal(Answer.unreadable(wrong.get()));
        }
    }
}

package org.odradek.core.action;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.ItemId;

import java.time.LocalDate;
import java.util.Arrays;

/// What a field holds.
public sealed interface Value {
    None NONE = new None();

    /// Nothing: no date, no notebook.
    record None() implements Value {}

    /// A title, a name, a date (`2026-12-01`), a local date-time (`2026-12-01T09:00`), a rule (RFC 5545), an order key.
    record Text(String text) implements Value {}

    record Flag(boolean set) implements Value {}

    /// Another item or a notebook.
    record Ref(ItemId target) implements Value {}

    /// A task's status; `on` is the local date of completion, which a successor's due date follows from. Two completions are no
    /// conflict, whatever their dates.
    record Status(State state, @Nullable LocalDate on) implements Value {}

    /// A value of a newer version, in its encoding; kept byte for byte.
    record Unknown(byte[] encoded) implements Value {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Unknown unknown && Arrays.equals(encoded, unknown.encoded);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(encoded);
        }

        @Override
        public String toString() {
            return "Unknown[" + encoded.length + " bytes]";
        }
    }

    /// A task's status; a note's is null.
    enum State {
        OPEN("open"),
        DONE("done"),
        CANCELLED("cancelled");

        private final String wireName;

        State(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }

    static Value text(@Nullable String text) {
        return text == null ? NONE : new Text(text);
    }

    static Value flag(boolean set) {
        return new Flag(set);
    }

    static Value ref(@Nullable ItemId target) {
        return target == null ? NONE : new Ref(target);
    }

    /// Whether a person would call the two the same.
    static boolean same(Value one, Value other) {
        return one instanceof Status(var state, _) && other instanceof Status(var otherState, _)
                ? state == otherState
                : one.equals(other);
    }
}

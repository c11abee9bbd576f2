package org.odradek.app.command;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What a command answers: a JSON document, the same in words for a person, and the exit code.
sealed interface Answer {
    int DONE = 0;
    int REFUSED = 1;
    int USAGE = 2;
    int FAULT = 70;
    int DELAYED = 75;

    int exit();

    /// It is done (or, with 75, saved here and on its way).
    record Done(int exit, JsonNode json, List<String> lines) implements Answer {
        public Done {
            lines = List.copyOf(lines);
        }
    }

    /// It was refused, or is not there. With `usage`, the value could not be read.
    record Refused(String code, String sentence, boolean usage) implements Answer {
        @Override
        public int exit() {
            return usage ? USAGE : REFUSED;
        }
    }

    /// Something is broken. `log` says where the details are.
    record Fault(String sentence, @Nullable String log) implements Answer {
        @Override
        public int exit() {
            return FAULT;
        }
    }

    static Answer of(JsonNode json, List<String> lines) {
        return new Done(DONE, json, lines);
    }

    static Answer of(JsonNode json, String line) {
        return new Done(DONE, json, List.of(line));
    }

    static Answer notFound(String sentence) {
        return new Refused("not-found", sentence, false);
    }

    static Answer notPossible(String sentence) {
        return new Refused("not-possible", sentence, false);
    }

    static Answer unreadable(String sentence) {
        return new Refused("usage", sentence, true);
    }
}

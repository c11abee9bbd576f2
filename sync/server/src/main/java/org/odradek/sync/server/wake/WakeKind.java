package org.odradek.sync.server.wake;

import java.util.Arrays;
import java.util.Optional;

/// The wake buses that an operator may choose from.
public enum WakeKind {
    IN_PROCESS("in-process"),
    POSTGRESQL("postgresql");

    private final String word;

    WakeKind(String word) {
        this.word = word;
    }

    /// As it is given on the command line.
    public String word() {
        return word;
    }

    public static Optional<WakeKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
}

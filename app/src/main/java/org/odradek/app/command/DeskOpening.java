package org.odradek.app.command;

import java.util.function.BiFunction;

/// What came of opening a profile for a command.
sealed interface DeskOpening {
    /// It is this process's; closing gives it free.
    record Opened(Desk desk, Runnable closing) implements DeskOpening, AutoCloseable {
        @Override
        public void close() {
            closing.run();
        }
    }

    /// Another process has it and carries the command out.
    record PassedOn(BiFunction<String[], byte[], Door.Carried> carry) implements DeskOpening {}

    /// It cannot be opened, and why.
    record Refused(Answer answer) implements DeskOpening {}
}

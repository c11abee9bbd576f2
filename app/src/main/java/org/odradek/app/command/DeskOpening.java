package org.odradek.app.command;

import java.util.function.Function;

/// What came of opening a profile for a command.
sealed interface DeskOpening {
    /// It is open; closing gives it free.
    final class Opened implements DeskOpening, AutoCloseable {
        private final Desk desk;

        Opened(Desk desk) {
            this.desk = desk;
        }

        Desk desk() {
            return desk;
        }

        @Override
        public void close() {
            desk.store().close();
        }
    }

    /// Another process has it and answers for it.
    record PassedOn(Function<String[], Answer> ask) implements DeskOpening {}

    /// It cannot be opened, and why.
    record Refused(Answer answer) implements DeskOpening {}
}

package org.odradek.app.command;

/// A command that was read and can be run on a profile's store.
interface Task {
    /// Runs on a platform thread, since the database is behind the store.
    Answer run(Desk desk);
}

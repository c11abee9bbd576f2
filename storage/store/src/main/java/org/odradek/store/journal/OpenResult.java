package org.odradek.store.journal;

import java.util.UUID;

/// What became of opening a journal.
public sealed interface OpenResult {

    /// The journal can be read, and written unless [Journal#stopped] says otherwise.
    record Opened(Journal journal, JournalState state) implements OpenResult {}

    /// A newer version wrote it; not a byte was touched.
    record NewerFormat(int version, int versionKnown) implements OpenResult {}

    /// It belongs to another profile; not a byte was touched.
    record OtherProfile(UUID expected, UUID found) implements OpenResult {}

    /// It cannot even be read.
    record NotOpened(Stop stop) implements OpenResult {}
}

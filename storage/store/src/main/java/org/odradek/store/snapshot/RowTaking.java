package org.odradek.store.snapshot;

import org.odradek.core.entry.SealedEntry;

import java.util.List;

/// Rows of a view that another device made, on their way into tables beside the live ones, which nobody sees before [#end]. For one thread
/// at a time. What goes wrong leaves the live tables as they were; entries that were taken stay in the journal.
public interface RowTaking extends AutoCloseable {
    /// Takes the next piece, in the order in which they were made. Throws [MalformedRowsException].
    void rows(byte[] piece);

    /// Whether the rows taken so far are all of a view with this hash, which is computed anew from states and texts.
    ///
    /// @param viewHash 64 hexadecimal digits
    boolean fits(String viewHash);

    /// Takes the next verified entries, and what the log's tables say of them. Answers when the entries are durable. Throws
    /// [MalformedRowsException], and [org.odradek.store.journal.JournalStoppedException] when the disk takes nothing.
    void entries(List<SealedEntry> entries, byte[] rows);

    /// Applies what this device has beyond the rows, and shows the new tables in place of the old ones. Throws [MalformedRowsException] when
    /// the rows are not those of the entries, or belong to another history than what is here.
    void end();

    /// Throws away what was not ended.
    @Override
    void close();
}

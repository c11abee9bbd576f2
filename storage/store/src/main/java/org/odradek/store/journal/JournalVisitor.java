package org.odradek.store.journal;

/// Receives what a replay reads, in the order of the places, on the replaying thread.
public interface JournalVisitor {

    /// A whole record.
    void record(JournalRecord record);

    /// Something that is not as it was written; the replay goes on behind it.
    void finding(Finding finding);
}

package org.odradek.store.snapshot;

import org.odradek.core.causality.VersionVector;
import org.odradek.core.entry.SealedEntry;

import java.util.List;
import java.util.Optional;

/// What was here at one moment, readable while edits go on. Thread-safe.
public interface LogCut {
    /// The entries that the cut holds, each device's from its first on: those that had arrived, and those behind them that wait for their
    /// causes, up to the first gap.
    VersionVector entries();

    /// What the view of exactly these entries hashes to, as 64 hexadecimal digits.
    String viewHash();

    /// The next entries of the cut, causes before effects: as many as fit, and one that is larger alone. Those that wait come last, each
    /// device's in its order. Reading from the same place with the same bound gives the same entries again, in later cuts too but for
    /// those that wait, until the view is made anew and with it the order: then it is empty, and another cut must be begun.
    ///
    /// @param after    where the piece before ended, 0 at first
    /// @param bytesMax sizes of the entries' encodings, `overheadBytes` counted for each
    Optional<Piece> after(long after, int bytesMax, int overheadBytes);

    /// @param upTo   where to read on
    /// @param isFull whether the piece ends because the next entry did not fit, and not because the cut ends
    record Piece(List<SealedEntry> entries, long upTo, boolean isFull) {
        public Piece {
            entries = List.copyOf(entries);
        }
    }
}

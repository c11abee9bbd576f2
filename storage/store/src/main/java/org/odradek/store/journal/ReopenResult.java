package org.odradek.store.journal;

import java.util.List;

/// What became of reopening a stopped journal.
public sealed interface ReopenResult {

    /// Every acknowledged record is there, what was not acknowledged is gone, writing goes on.
    record Running(JournalState state) implements ReopenResult {}

    /// The trouble is still there; reopen again later.
    record StillStopped(Stop stop) implements ReopenResult {}

    /// Acknowledged records are damaged or missing on the disk: the journal stays stopped, and the
    /// profile is to be opened anew with these findings.
    record AcknowledgedLost(List<Finding> findings) implements ReopenResult {
        public AcknowledgedLost {
            findings = List.copyOf(findings);
        }
    }
}

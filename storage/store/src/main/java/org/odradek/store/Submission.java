package org.odradek.store;

import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.GestureId;
import org.odradek.store.view.ViewPosition;

/// What became of an edit.
public sealed interface Submission {
    /// It is durable, and the view shows it from `position` on.
    record Accepted(EntryId entry, GestureId gesture, ViewPosition position)
            implements Submission {}

    /// Nothing was written.
    record Refused(Refusal reason, String sentence) implements Submission {}

    /// Why an edit is refused.
    enum Refusal {
        /// A value out of its bounds, or one that cannot be read.
        BAD_VALUE,
        /// An item, notebook, tag or file that is not there.
        NOT_FOUND,
        /// It makes no sense in the present state (restoring what is not trashed, a notebook into itself).
        NOT_POSSIBLE,
        /// The disk is full; reading goes on.
        DISK_FULL,
        /// The journal cannot be written; reading goes on.
        READ_ONLY
    }
}

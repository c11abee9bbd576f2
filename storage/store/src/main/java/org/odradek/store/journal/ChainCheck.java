package org.odradek.store.journal;

import java.util.Optional;

/// Follows the chain over records as they are read, and says where it breaks.
final class ChainCheck {

    private Chain last;
    private boolean expected;

    /// @param last the link before the first record, as far as known
    /// @param expected whether the first record is to be held against it
    ChainCheck(Chain last, boolean expected) {
        this.last = last;
        this.expected = expected;
    }

    /// The last link known to be good.
    Chain last() {
        return last;
    }

    Optional<Finding> follow(RecordFormat.Header header) {
        boolean broken = expected && !header.chainBefore().equals(last);
        last = header.chainAfter();
        expected = true;
        return broken ? Optional.of(new Finding.ChainBroken(header.place())) : Optional.empty();
    }

    /// Takes a segment header's word for the link before its first record, where none is known.
    void enter(SegmentFormat.Header header) {
        if (!expected) {
            last = header.chainBefore();
            expected = true;
        }
    }

    /// Records are missing here: the next one's own word is taken for the chain before it.
    void skip() {
        expected = false;
    }
}

package org.odradek.sync.protocol.wire;

import java.util.List;

/// The cursors at those of the asked positions where the log has a record, and at 0, in the order asked.
public record HashAnswer(List<Cursor> cursors) {
    public HashAnswer {
        cursors = List.copyOf(cursors);
    }
}

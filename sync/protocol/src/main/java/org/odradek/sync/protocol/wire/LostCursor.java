package org.odradek.sync.protocol.wire;

import java.util.Objects;

/// Tells the server that it no longer has what it once gave. `POST /v1/lost`, answered by [NewEpoch].
///
/// @param seen   the highest cursor that the device had
/// @param common the last one on which both agree
public record LostCursor(Cursor seen, Cursor common) {
    public LostCursor {
        Objects.requireNonNull(seen, "seen");
        Objects.requireNonNull(common, "common");
    }
}

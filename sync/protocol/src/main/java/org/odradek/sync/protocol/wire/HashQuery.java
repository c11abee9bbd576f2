package org.odradek.sync.protocol.wire;

import java.util.List;

/// Asks for the account chain's hash at positions that the device remembers. `POST /v1/hashes`
public record HashQuery(List<Long> positions) {
    /// Enough to halve 2^39 positions at once.
    public static final int POSITIONS_MAX = 64;

    public HashQuery {
        positions = List.copyOf(positions);
        if (positions.isEmpty() || positions.size() > POSITIONS_MAX) {
            throw new IllegalArgumentException(positions.size() + " positions");
        }
    }
}

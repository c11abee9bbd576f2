package org.odradek.sync.protocol.wire;

import org.odradek.sync.protocol.Bytes;

import java.util.List;

/// Encoded control records after a position. `GET /v1/control?after=N`
public record ControlPage(List<Bytes> records) {
    public ControlPage {
        records = List.copyOf(records);
    }
}

package org.odradek.sync.server.log;

import org.odradek.sync.protocol.Bytes;

import java.util.List;

/// A clone that is given to nobody any more, whose blobs may still be there.
public record DroppedClone(Bytes name, List<Bytes> blobs, long droppedAtMs) {
    public DroppedClone {
        blobs = List.copyOf(blobs);
    }
}

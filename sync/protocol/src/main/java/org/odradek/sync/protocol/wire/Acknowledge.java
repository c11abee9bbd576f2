package org.odradek.sync.protocol.wire;

import org.jspecify.annotations.Nullable;
import org.odradek.sync.protocol.Bytes;

import java.util.Objects;

/// Everything up to the cursor is forced into this device's journal. `POST /v1/acknowledge`, answered by [Acknowledged].
///
/// @param viewDigest as in [Push]
public record Acknowledge(Cursor upTo, @Nullable Bytes viewDigest) {
    public Acknowledge {
        Objects.requireNonNull(upTo, "upTo");
        if (viewDigest != null) {
            viewDigest.atMost(WireBounds.VIEW_DIGEST_BYTES_MAX, "a view digest");
        }
    }
}

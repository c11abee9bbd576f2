package org.odradek.sync.protocol.control;

import org.odradek.core.entry.DeviceId;
import org.odradek.sync.protocol.Bytes;

/// A content key, sealed to one device's box key.
public record SealedKey(DeviceId device, Bytes sealed) {
    public SealedKey {
        sealed.atMost(ControlBounds.SEALED_KEY_BYTES_MAX, "a sealed content key");
    }
}

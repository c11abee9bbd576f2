package org.odradek.sync.protocol.wire;

import org.odradek.sync.protocol.Bytes;

/// What the device signs within the time given.
public record Challenge(Bytes challenge, long expiresInMs) {
    public static final int BYTES_MAX = 256;

    public Challenge {
        challenge.atMost(BYTES_MAX, "a challenge");
    }
}

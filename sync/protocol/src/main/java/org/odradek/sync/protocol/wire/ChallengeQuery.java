package org.odradek.sync.protocol.wire;

import org.odradek.core.entry.AccountId;
import org.odradek.core.entry.DeviceId;

import java.util.Objects;

/// A device asks for a challenge to sign. `POST /v1/challenge`, answered by [Challenge] for unknown ones too.
public record ChallengeQuery(AccountId account, DeviceId device) {
    public ChallengeQuery {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(device, "device");
    }
}

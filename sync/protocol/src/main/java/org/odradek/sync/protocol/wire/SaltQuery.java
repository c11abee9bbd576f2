package org.odradek.sync.protocol.wire;

import java.util.Objects;

/// Asks how this user's password becomes a key. `POST /v1/salt`, answered by [SaltAnswer] for unknown names too.
public record SaltQuery(UserName user) {
    public SaltQuery {
        Objects.requireNonNull(user, "user");
    }
}

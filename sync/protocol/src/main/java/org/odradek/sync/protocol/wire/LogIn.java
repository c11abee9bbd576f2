package org.odradek.sync.protocol.wire;

import org.odradek.sync.protocol.Bytes;

import java.util.Objects;

/// Enters an account by what a person knows, to enrol a device or to change credentials. `POST /v1/log-in`
///
/// @param authKey 32 bytes, split by HKDF from the password key or the recovery key; never the key that unwraps
public record LogIn(UserName user, By by, Bytes authKey) {
    /// What the person gave.
    public enum By {
        PASSWORD,
        RECOVERY_KEY
    }

    public LogIn {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(by, "by");
        authKey.ofSize(Credentials.AUTH_KEY_BYTES, "an authentication key");
    }
}

package org.odradek.sync.protocol.wire;

import org.odradek.sync.protocol.Bytes;

import java.util.Objects;

/// The salt, 16 bytes, and the parameters with which the account's password was last derived; an invented but constant salt for a
/// name that is not taken.
public record SaltAnswer(Bytes salt, KdfParameters kdf) {
    public SaltAnswer {
        salt.ofSize(Credentials.SALT_BYTES, "a salt");
        Objects.requireNonNull(kdf, "kdf");
    }
}

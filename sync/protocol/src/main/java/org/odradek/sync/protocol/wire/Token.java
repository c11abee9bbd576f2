package org.odradek.sync.protocol.wire;

import java.util.Objects;

/// What later requests carry: `Authorization: Bearer VALUE`. Opaque; its text hides the value.
public record Token(String value, long expiresInMs) {
    public Token {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return "Token[expiresInMs=" + expiresInMs + "]";
    }
}

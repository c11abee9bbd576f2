package org.odradek.sync.protocol.connection;

import org.odradek.sync.protocol.wire.Cursor;

import java.util.Objects;

/// An INACTIVE device has everything up to a cursor again, by a clone or because it never lacked it, and asks for a channel.
/// `POST /v1/activate`, answered by [ActivateAnswer].
public record Activate(Cursor at) {
    public Activate {
        Objects.requireNonNull(at, "at");
    }
}

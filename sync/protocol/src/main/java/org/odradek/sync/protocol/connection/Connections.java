package org.odradek.sync.protocol.connection;

import org.jspecify.annotations.Nullable;
import org.odradek.sync.protocol.clone.CloneWish;

import java.util.List;

/// All connections of an account, revoked ones included, in order of device. `GET /v1/connections`
///
/// @param cloneWish what the server asks of the device that it answers; null for nothing, and from a server that knows no clones
public record Connections(List<Connection> connections, @Nullable CloneWish cloneWish) {
    public Connections {
        connections = List.copyOf(connections);
    }
}

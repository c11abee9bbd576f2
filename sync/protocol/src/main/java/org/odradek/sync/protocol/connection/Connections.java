package org.odradek.sync.protocol.connection;

import java.util.List;

/// All connections of an account, revoked ones included, in order of device.
public record Connections(List<Connection> connections) {
    public Connections {
        connections = List.copyOf(connections);
    }
}

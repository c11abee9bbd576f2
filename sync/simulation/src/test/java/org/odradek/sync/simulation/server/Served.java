package org.odradek.sync.simulation.server;

import org.odradek.sync.client.transport.Transport.Raw;

/// What became of a request.
public sealed interface Served {
    record Answered(Raw.Arrived answer) implements Served {}

    record NobodyThere() implements Served {}

    /// The node died in the middle of it; part of what was asked for, or all, may have happened.
    record DiedOfIt() implements Served {}
}

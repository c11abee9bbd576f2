package org.odradek.sync.server.log;

/// What came of a trim.
public sealed interface TrimAnswer {
    /// The log now begins after this position.
    record Trimmed(long below) implements TrimAnswer {}

    /// Nothing could be dropped: an active connection has acknowledged only up to here, or the clone covers no more.
    record Held(long upTo) implements TrimAnswer {}
}

package org.odradek.sync.server.log;

/// What came of a trim.
public sealed interface TrimAnswer {
    /// The log now begins after this position.
    record Trimmed(long below) implements TrimAnswer {}

    /// An active connection has acknowledged only up to here: nothing was dropped.
    record Held(long acknowledged) implements TrimAnswer {}
}

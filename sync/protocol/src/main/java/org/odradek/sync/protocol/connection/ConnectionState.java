package org.odradek.sync.protocol.connection;

/// Where a connection stands. The transitions are in sync/docs/connections.md.
public enum ConnectionState {
    /// Has a channel: everything after its cursor is kept for it, and it is woken while it is online.
    ACTIVE,
    /// Has no channel; delivers its outbox and is brought up to date by a clone.
    INACTIVE,
    /// Shut out by the control log, for good.
    REVOKED
}

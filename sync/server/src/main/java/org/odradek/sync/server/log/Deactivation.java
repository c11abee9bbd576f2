package org.odradek.sync.server.log;

/// What came of taking a connection's channel away.
public sealed interface Deactivation {
    /// It is INACTIVE now, or was before.
    record Inactive() implements Deactivation {}

    /// It is the account's last ACTIVE connection, and stays so.
    record LastActive() implements Deactivation {}

    /// The control log has shut it out, for good.
    record Revoked() implements Deactivation {}
}

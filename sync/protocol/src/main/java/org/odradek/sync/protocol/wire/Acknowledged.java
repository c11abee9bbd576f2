package org.odradek.sync.protocol.wire;

/// Whether the cursor was the server's; otherwise pull, and see why not.
public record Acknowledged(boolean known) {}

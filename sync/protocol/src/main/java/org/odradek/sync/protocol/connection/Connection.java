package org.odradek.sync.protocol.connection;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.DeviceId;
import org.odradek.sync.protocol.Bytes;

import java.util.Objects;

/// One device of the account at the server. Names are sealed and stand in the control log.
///
/// @param sinceMs        when this state began
/// @param reason         why it is not ACTIVE, a word of the server's such as `idle`; null for ACTIVE
/// @param lastSeenMs     its last authenticated request, 0 when there was none
/// @param acknowledged   the position up to which it has everything on its disk
/// @param acknowledgedMs when it last said so, 0 when it never did
/// @param heldEntries    records that its channel keeps for it
/// @param heldBytes      the size of those records
/// @param viewDigest     what it last attached: its vector and viewHash, sealed for the account; null before the first
public record Connection(
        DeviceId device,
        ConnectionState state,
        long sinceMs,
        @Nullable String reason,
        long lastSeenMs,
        long acknowledged,
        long acknowledgedMs,
        long heldEntries,
        long heldBytes,
        @Nullable Bytes viewDigest) {
    public Connection {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(state, "state");
    }

    /// Whether the record at this position is on that device's disk.
    public boolean hasSeen(long position) {
        return acknowledged >= position;
    }
}

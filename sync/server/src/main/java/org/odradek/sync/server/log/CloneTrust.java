package org.odradek.sync.server.log;

import org.odradek.core.entry.DeviceId;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// When a clone is good enough to drop the log that it covers. Pure; the same for every engine.
public final class CloneTrust {
    /// A lone device has this long to notice that its clone is not what it should be, and to make another.
    public static final Duration ALONE = Duration.ofDays(30);

    private CloneTrust() {}

    /// @param confirmedBy devices other than the author
    /// @param active      the account's ACTIVE connections
    public static boolean allowsTrim(
            DeviceId author,
            long offeredAtMs,
            List<DeviceId> confirmedBy,
            Collection<DeviceId> active,
            long nowMs) {
        boolean isAlone = Set.copyOf(active).equals(Set.of(author));
        return !confirmedBy.isEmpty() || isAlone && nowMs - offeredAtMs >= ALONE.toMillis();
    }
}

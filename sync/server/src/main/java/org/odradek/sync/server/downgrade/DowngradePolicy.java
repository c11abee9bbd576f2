package org.odradek.sync.server.downgrade;

import org.odradek.core.entry.DeviceId;

import java.util.List;
import java.util.Optional;

/// Chooses which of an account's connections loses its channel. Pure: the same candidates at the same moment give the same choice. What
/// must never be downgraded is not among the candidates; see [DowngradeRules].
public interface DowngradePolicy {
    /// @param candidates those that may go
    /// @return empty for no candidates
    Optional<Choice> choose(List<Candidate> candidates, long nowMs);

    /// A connection that may go.
    ///
    /// @param heldBytes  what its channel keeps for it
    /// @param lastSeenMs when it was last here, or was given its channel
    /// @param visits     what is known of when it uses to come
    record Candidate(
            DeviceId device,
            long heldEntries,
            long heldBytes,
            long lastSeenMs,
            VisitTimes visits) {}

    /// @param why for the server's log, without anything personal
    record Choice(DeviceId device, String why) {}
}

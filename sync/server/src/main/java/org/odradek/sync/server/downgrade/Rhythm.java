package org.odradek.sync.server.downgrade;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Chooses the connection whose channel would cost most until its device comes back: the bytes held now and those that will gather,
/// over the time until then as the device's own rhythm lets expect it. Each choice forces one clone at most, so that this gives up the
/// most bytes and time for each clone: the greedy rule for a knapsack whose weights are only expected.
public final class Rhythm implements DowngradePolicy {
    private static final double HOUR_MS = 3_600_000;

    /// What a channel costs that holds nothing, so that of such channels the one goes whose device stays away longest.
    private static final double CHANNEL_BYTES = 1024;

    @Override
    public Optional<Choice> choose(List<Candidate> candidates, long nowMs) {
        return candidates.stream()
                .max(
                        Comparator.comparingDouble((Candidate one) -> index(one, nowMs))
                                .thenComparing(one -> one.device().toString()))
                .map(one -> new Choice(one.device(), why(one, nowMs)));
    }

    private static double index(Candidate one, long nowMs) {
        double idleHours = Math.max(1, (nowMs - one.lastSeenMs()) / HOUR_MS);
        double heldBytes = one.heldBytes() + CHANNEL_BYTES;
        return one.visits().byteHoursPerReturn(nowMs, heldBytes, heldBytes / idleHours);
    }

    private static String why(Candidate one, long nowMs) {
        return String.format(
                Locale.ROOT,
                "holds %d bytes, %.0f kilobyte-days for each expected return",
                one.heldBytes(),
                index(one, nowMs) / 24_000);
    }
}

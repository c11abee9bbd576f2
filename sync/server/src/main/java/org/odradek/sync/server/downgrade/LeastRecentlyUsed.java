package org.odradek.sync.server.downgrade;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Chooses the connection that was not seen for the longest time: the baseline.
public final class LeastRecentlyUsed implements DowngradePolicy {
    @Override
    public Optional<Choice> choose(List<Candidate> candidates, long nowMs) {
        return candidates.stream()
                .min(
                        Comparator.comparingLong(Candidate::lastSeenMs)
                                .thenComparing(one -> one.device().toString()))
                .map(
                        one ->
                                new Choice(
                                        one.device(),
                                        "not seen for "
                                                + (nowMs - one.lastSeenMs()) / 3_600_000
                                                + " hours"));
    }
}

package org.odradek.sync.client.transport;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next try: exponential with full jitter (Brooker, "Exponential Backoff and Jitter", 2015), so that many
/// devices do not come back at once. Not thread-safe.
public final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(500);

    /// A device that is back in reach notices within half a minute without being told.
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /// Whatever a server asks for: it may be a broken answer, and nobody is to be out of touch for years.
    private static final Duration LONGEST_ASKED = Duration.ofHours(1);

    private final RandomGenerator random;
    private int failures;

    public Backoff(RandomGenerator random) {
        this.random = random;
    }

    public void reset() {
        failures = 0;
    }

    /// The wait after one more failure; never shorter than the server asked for, up to an hour.
    public Duration next(Duration asked) {
        long ceilingMs = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(failures, 16));
        failures++;
        long askedMs = Math.min(LONGEST_ASKED.toMillis(), asked.toMillis());
        return Duration.ofMillis(Math.max(askedMs, random.nextLong(ceilingMs + 1)));
    }
}

package org.odradek.sync.client.clone;

import org.odradek.sync.protocol.Bytes;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/// How often the same is given to a server that takes it and says again and again that it lacks it. What is
/// remembered is no more than the names of what one day's line carries. Runs on the sync thread.
final class UploadLimit {
    /// Once, once more for what was swept away meanwhile, and once more for a server that was set back.
    static final int TIMES_MAX = 3;

    /// A server drops the chunks of a clone a day after the last one that lists them: then it may ask for them again.
    static final Duration FOR = Duration.ofDays(1);

    private final InstantSource clock;
    private final Map<Bytes, Integer> given = new HashMap<>();
    private long sinceMs;
    private boolean isReached;

    UploadLimit(InstantSource clock) {
        this.clock = clock;
    }

    /// Whether nothing is to be given for now.
    boolean isReached() {
        long now = clock.millis();
        if (Math.abs(now - sinceMs) >= FOR.toMillis()) {
            sinceMs = now;
            given.clear();
            isReached = false;
        }
        return isReached;
    }

    /// Whether the server may be given this once more; where it was too often, the limit is reached.
    boolean allows(Bytes name) {
        if (!isReached()) {
            isReached = given.getOrDefault(name, 0) >= TIMES_MAX;
        }
        return !isReached;
    }

    /// The server has answered; a line that is cut counts for nothing.
    void took(Bytes name) {
        given.merge(name, 1, Integer::sum);
    }
}

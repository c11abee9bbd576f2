package org.odradek.sync.server.limit;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntSupplier;

/// Grants so many requests a minute for each key, as a token bucket: a minute's worth at once, then evenly. Thread-safe.
public final class Rate {
    /// Keys remembered, the least recently used forgotten first: more than one server has devices that talk within a minute. Whoever
    /// is forgotten starts with a full bucket, so that this bounds memory, not rights.
    private static final int KEYS_MAX = 100_000;

    private final IntSupplier rate;
    private final InstantSource clock;
    private final Map<Object, Bucket> buckets =
            new LinkedHashMap<>(64, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Object, Bucket> eldest) {
                    return size() > KEYS_MAX;
                }
            };

    /// @param perMinute asked each time, so that it may change
    public Rate(IntSupplier perMinute, InstantSource clock) {
        this.rate = perMinute;
        this.clock = clock;
    }

    /// What is left, and when that was so.
    private record Bucket(double tokens, long atMs) {}

    /// Takes one; answers 0, or in how many milliseconds there is one again.
    public synchronized long takenOrRetryAfterMs(Object key) {
        long nowMs = clock.millis();
        int perMinute = rate.getAsInt();
        var bucket = buckets.getOrDefault(key, new Bucket(perMinute, nowMs));
        double tokens = bucket.tokens() + Math.max(0, nowMs - bucket.atMs()) * perMinute / 60_000.0;
        tokens = Math.min(perMinute, tokens);
        boolean isGranted = tokens >= 1;
        buckets.put(key, new Bucket(isGranted ? tokens - 1 : tokens, nowMs));
        if (isGranted) {
            return 0;
        }
        return perMinute == 0
                ? 60_000
                : Math.max(1, (long) Math.ceil((1 - tokens) * 60_000 / perMinute));
    }
}

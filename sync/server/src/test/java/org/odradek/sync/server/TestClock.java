package org.odradek.sync.server;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// A clock that stands until it is moved.
public final class TestClock implements InstantSource {
    private final AtomicLong nowMs = new AtomicLong(1_790_000_000_000L);

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(nowMs.get());
    }

    public void advance(Duration by) {
        nowMs.addAndGet(by.toMillis());
    }
}

package org.odradek.sync.simulation.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// A device's clock: as wrong as it was set, until it jumps. For the simulation's one running thread at a time.
public final class WrongClock extends Clock {
    private final VirtualTime time;
    private final List<Long> left = new ArrayList<>();
    private volatile Duration wrongBy;
    private long sinceMs;

    public WrongClock(VirtualTime time, Duration wrongBy) {
        this.time = time;
        this.wrongBy = wrongBy;
        this.sinceMs = millis();
    }

    /// Goes wrong by so much from now on.
    public void jump(Duration nowWrongBy) {
        left.add(sinceMs);
        wrongBy = nowWrongBy;
        sinceMs = millis();
    }

    /// What it showed in the beginning, and after each jump but the last.
    public List<Long> leftMs() {
        return List.copyOf(left);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the simulated world is one zone");
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(time.nowMs()).plus(wrongBy);
    }
}

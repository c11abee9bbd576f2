package org.odradek.sync.simulation.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// A device's clock: as wrong as it was set, until it jumps. For the simulation's one running thread at a time.
public final class WrongClock extends Clock {
    private final VirtualTime time;
    private volatile Duration wrongBy;

    public WrongClock(VirtualTime time, Duration wrongBy) {
        this.time = time;
        this.wrongBy = wrongBy;
    }

    /// Goes wrong by so much from now on.
    public void jump(Duration nowWrongBy) {
        wrongBy = nowWrongBy;
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

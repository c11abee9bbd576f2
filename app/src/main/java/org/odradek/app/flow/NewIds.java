package org.odradek.app.flow;

import org.odradek.core.entry.GestureId;
import org.odradek.core.entry.ItemId;

import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Identifiers of what a person makes: UUIDv7 (RFC 9562, section 5.7), so that newer ones sort later. FX thread only.
public final class NewIds {
    private final Clock clock;
    private final RandomGenerator random;

    public NewIds(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    public ItemId item() {
        return new ItemId(next());
    }

    public GestureId gesture() {
        return new GestureId(next());
    }

    private UUID next() {
        long high = clock.millis() << 16 | 0x7000L | random.nextLong() & 0xfffL;
        long low = random.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new UUID(high, low);
    }
}

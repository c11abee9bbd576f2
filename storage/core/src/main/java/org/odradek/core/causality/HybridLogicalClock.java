package org.odradek.core.causality;

import java.time.Duration;
import java.util.function.LongSupplier;

/// This device's hybrid logical clock (Kulkarni et al. 2014). A reading from more than [#FUTURE_MAX] ahead orders its entry but is
/// not adopted, so that one device with a wrong clock does not carry all others into the future. Thread-safe.
public final class HybridLogicalClock {
    /// A day covers every time-zone mistake and is short enough that a device's own edits soon win again.
    public static final Duration FUTURE_MAX = Duration.ofHours(24);

    private final LongSupplier wallClockMs;
    private Hlc latest;

    /// Starts after the latest reading that this device knows of.
    public HybridLogicalClock(LongSupplier wallClockMs, Hlc latest) {
        this.wallClockMs = wallClockMs;
        this.latest = latest;
    }

    /// A reading greater than every one taken or adopted before.
    public synchronized Hlc coming() {
        long wallMs = wallClockMs.getAsLong();
        return wallMs > latest.wallMs()
                ? new Hlc(wallMs, 0)
                : new Hlc(latest.wallMs(), latest.counter() + 1);
    }

    /// Takes a reading that [#coming] gave, now or in an earlier life of this device, however far ahead it is.
    public synchronized void take(Hlc own) {
        latest = own.compareTo(latest) > 0 ? own : latest;
    }

    /// The greatest reading that was taken or adopted.
    public synchronized Hlc latest() {
        return latest;
    }

    /// Takes note of a reading that came with a received entry.
    public synchronized void adopt(Hlc received) {
        boolean fromFuture = received.wallMs() > wallClockMs.getAsLong() + FUTURE_MAX.toMillis();
        if (!fromFuture && received.compareTo(latest) > 0) {
            latest = received;
        }
    }
}

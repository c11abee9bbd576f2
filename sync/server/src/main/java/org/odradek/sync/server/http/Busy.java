package org.odradek.sync.server.http;

import io.micrometer.core.instrument.MeterRegistry;

import org.odradek.sync.protocol.wire.Refusal;
import org.odradek.sync.server.log.BusyException;

/// Tells callers to come again later, since there is more to do than this server takes on, and counts for what reason. Thread-safe.
final class Busy {
    private final MeterRegistry meters;

    Busy(MeterRegistry meters) {
        this.meters = meters;
    }

    Refusal because(BusyException e, long retryAfterMs) {
        return because(String.valueOf(e.getMessage()), retryAfterMs);
    }

    /// @param why one of few texts
    Refusal because(String why, long retryAfterMs) {
        meters.counter("odradek.busy", "reason", why).increment();
        return new Refusal.Busy(retryAfterMs);
    }
}

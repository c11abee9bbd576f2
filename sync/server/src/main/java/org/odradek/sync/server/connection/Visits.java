package org.odradek.sync.server.connection;

import org.odradek.sync.server.account.Caller;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// INACTIVE devices that found no place and may pull once, up to where the log stood. Forgotten with the process: such a device asks
/// again. Thread-safe.
final class Visits {
    /// A visit over a slow line.
    private static final Duration LENGTH = Duration.ofHours(1);

    private static final int KEPT_MAX = 10_000;

    private final InstantSource clock;
    private final Map<Caller.Device, Visit> visits =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Caller.Device, Visit> eldest) {
                    return size() > KEPT_MAX;
                }
            };

    Visits(InstantSource clock) {
        this.clock = clock;
    }

    private record Visit(long upTo, long untilMs) {}

    synchronized void begin(Caller.Device device, long upTo) {
        visits.put(device, new Visit(upTo, clock.millis() + LENGTH.toMillis()));
    }

    synchronized boolean mayPull(Caller.Device device, long after) {
        var visit = visits.get(device);
        return visit != null && after < visit.upTo() && clock.millis() < visit.untilMs();
    }
}

package org.odradek.sync.server.log.h2;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Counts what forcing the journal costs, and how many changes share a force.
final class Forces {
    private final Timer duration;
    private final DistributionSummary groupSize;

    Forces(MeterRegistry meters) {
        this.duration =
                Timer.builder("odradek.log.force")
                        .serviceLevelObjectives(
                                Duration.ofMillis(1),
                                Duration.ofMillis(5),
                                Duration.ofMillis(25),
                                Duration.ofMillis(100),
                                Duration.ofSeconds(1))
                        .register(meters);
        this.groupSize = DistributionSummary.builder("odradek.log.group").register(meters);
    }

    void append(Journal journal, List<byte[]> changes) throws IOException {
        groupSize.record(changes.size());
        var sample = Timer.start();
        try {
            journal.append(changes);
        } finally {
            sample.stop(duration);
        }
    }
}

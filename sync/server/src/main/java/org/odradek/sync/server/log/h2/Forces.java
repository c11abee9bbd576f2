package org.odradek.sync.server.log.h2;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import java.sql.Connection;
import java.sql.SQLException;

/// Forces H2's file to disk and counts what that costs. H2 itself does not force at a commit, not even with WRITE_DELAY=0.
final class Forces {
    private final Timer duration;
    private final DistributionSummary groupSize;

    Forces(MeterRegistry meters) {
        this.duration = Timer.builder("odradek.log.force").register(meters);
        this.groupSize = DistributionSummary.builder("odradek.log.group").register(meters);
    }

    void force(Connection connection, int size) throws SQLException {
        groupSize.record(size);
        var sample = Timer.start();
        try (var statement = connection.createStatement()) {
            statement.execute("CHECKPOINT SYNC");
        } finally {
            sample.stop(duration);
        }
    }
}

package org.odradek.sync.server.downgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.odradek.sync.protocol.TestKeys;
import org.odradek.sync.protocol.connection.Connection;
import org.odradek.sync.protocol.connection.ConnectionState;
import org.odradek.sync.server.limit.Limits;

import java.util.List;

final class DowngradeRulesTest {
    private static final long NOW_MS = DowngradeRules.REST.toMillis() * 100;
    private static final long CLONE = 50;

    @Test
    void givenConnections_whenAskedWhoMayGo_thenThoseRestedAndCovered() {
        var rested = active(1, NOW_MS - DowngradeRules.REST.toMillis(), 50);
        var here = active(2, NOW_MS - DowngradeRules.REST.toMillis() + 1, 50);
        var ahead = active(3, 0, 51);
        var inactive = connection(4, ConnectionState.INACTIVE, 0, 0);

        var candidates =
                DowngradeRules.candidates(List.of(rested, here, ahead, inactive), CLONE, NOW_MS);

        assertEquals(List.of(rested), candidates);
    }

    @Test
    void givenOneActiveConnection_whenAskedWhoMayGo_thenNobody() {
        var connections = List.of(active(1, 0, 0), connection(2, ConnectionState.INACTIVE, 0, 0));

        assertEquals(List.of(), DowngradeRules.candidates(connections, CLONE, NOW_MS));
    }

    @Test
    void givenNoClone_whenAskedWhoMayGo_thenNobody() {
        var connections = List.of(active(1, 0, 0), active(2, 0, 0));

        assertEquals(
                List.of(),
                DowngradeRules.candidates(connections, DowngradeRules.UNCOVERED, NOW_MS));
    }

    @Test
    void givenEveryLimitExceeded_whenLookedAt_thenEachWithThoseItIsAbout() {
        var idle = active(1, NOW_MS - 3 * DowngradeRules.REST.toMillis(), 0);
        var full = active(2, NOW_MS, 20);
        var limits = new Limits(1, 3, 10, 1 << 20, 1 << 30, 1 << 20, 600, 10);

        assertEquals(
                List.of(
                        new Excess("idle", List.of(idle)),
                        new Excess("channel", List.of(full)),
                        new Excess("limit", List.of(idle, full))),
                Excess.of(List.of(idle, full), limits, NOW_MS));
    }

    private static Connection active(int number, long lastSeenMs, long acknowledged) {
        return connection(number, ConnectionState.ACTIVE, lastSeenMs, acknowledged);
    }

    /// Holds as many entries as it has acknowledged.
    private static Connection connection(
            int number, ConnectionState state, long lastSeenMs, long acknowledged) {
        return new Connection(
                TestKeys.device(number),
                state,
                0,
                null,
                lastSeenMs,
                acknowledged,
                0,
                acknowledged,
                0,
                null);
    }
}

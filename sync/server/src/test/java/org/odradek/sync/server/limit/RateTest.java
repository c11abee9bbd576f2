package org.odradek.sync.server.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.odradek.sync.server.TestClock;

import java.time.Duration;

final class RateTest {
    private final TestClock clock = new TestClock();

    @Test
    void givenAMinutesWorth_whenUsedUp_thenTheNextComesEvenly() {
        var rate = new Rate(() -> 60, clock);
        for (int i = 0; i < 60; i++) {
            assertEquals(0, rate.takenOrRetryAfterMs("desk"));
        }

        assertEquals(1_000, rate.takenOrRetryAfterMs("desk"));
        assertEquals(0, rate.takenOrRetryAfterMs("laptop"));
        clock.advance(Duration.ofMillis(400));
        assertEquals(600, rate.takenOrRetryAfterMs("desk"));
        clock.advance(Duration.ofMillis(600));
        assertEquals(0, rate.takenOrRetryAfterMs("desk"));
        assertEquals(1_000, rate.takenOrRetryAfterMs("desk"));
    }

    @Test
    void givenALongPause_whenAsked_thenNoMoreThanAMinutesWorth() {
        var rate = new Rate(() -> 2, clock);
        clock.advance(Duration.ofDays(1));

        assertEquals(0, rate.takenOrRetryAfterMs("desk"));
        assertEquals(0, rate.takenOrRetryAfterMs("desk"));
        assertEquals(30_000, rate.takenOrRetryAfterMs("desk"));
    }

    @Test
    void givenNothingGranted_whenAsked_thenLater() {
        assertEquals(60_000, new Rate(() -> 0, clock).takenOrRetryAfterMs("desk"));
    }
}

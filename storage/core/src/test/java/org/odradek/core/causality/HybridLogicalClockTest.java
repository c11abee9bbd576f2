package org.odradek.core.causality;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HybridLogicalClockTest {
    private long nowMs = 1_000_000_000_000L;
    private final HybridLogicalClock clock = new HybridLogicalClock(() -> nowMs, Hlc.ZERO);

    private Hlc next() {
        var reading = clock.coming();
        clock.take(reading);
        return reading;
    }

    @Test
    void givenAReadingThatNobodyTook_whenAskedAgain_thenItIsTheSame() {
        next();

        assertEquals(clock.coming(), clock.coming());
    }

    @Test
    void givenAStandingWallClock_whenAskedTwice_thenTheCounterTellsThemApart() {
        assertEquals(new Hlc(nowMs, 0), next());
        assertEquals(new Hlc(nowMs, 1), next());
    }

    @Test
    void givenAWallClockThatJumpsBack_whenAsked_thenReadingsStillGrow() {
        next();
        nowMs -= 5_000;

        assertEquals(new Hlc(nowMs + 5_000, 1), next());
    }

    @Test
    void givenAReadingAMinuteAhead_whenAdopted_thenTheNextIsAfterIt() {
        clock.adopt(new Hlc(nowMs + 60_000, 7));

        assertEquals(new Hlc(nowMs + 60_000, 8), next());
    }

    @Test
    void givenAReadingTwoDaysAhead_whenMet_thenItIsNotAdopted() {
        clock.adopt(new Hlc(nowMs + 2 * HybridLogicalClock.FUTURE_MAX.toMillis(), 0));

        assertEquals(new Hlc(nowMs, 0), next());
    }
}

package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// Times are in milliseconds.
final class ErrandsTest {
    private static final long START = 1_800_000_000_000L;

    private final Errands errands = new Errands();

    private long left(long nowMs) {
        return errands.left(nowMs).toMillis();
    }

    private void round(long atMs) {
        assertTrue(errands.begin(atMs));
        errands.ended(atMs);
    }

    @Test
    void givenNothingYet_thenTheFirstRoundIsAWholeOneUntilItEnds() {
        assertTrue(errands.begin(START));
        assertTrue(errands.begin(START));
        errands.ended(START);
        assertFalse(errands.begin(START));
    }

    @Test
    void givenNoReason_thenTheNextOneIsThePoll() {
        round(START);
        assertEquals(20_000, left(START));
        assertFalse(errands.begin(START + 19_999));
        assertTrue(errands.begin(START + 20_000));
    }

    @Test
    void givenReasons_thenOneRoundAMomentAfterTheFirstServesThem() {
        round(START);
        errands.add(START + 5000);
        errands.add(START + 5100);
        assertEquals(100, left(START + 5100));
        assertFalse(errands.begin(START + 5199));
        round(START + 5200);
        assertFalse(errands.begin(START + 5200));
    }

    @Test
    void givenReasonsWithoutEnd_thenThereIsARoundASecond() {
        round(START);
        int rounds = 0;
        for (long now = START; now < START + 10_000; now += 10) {
            errands.add(now);
            if (errands.begin(now)) {
                errands.ended(now);
                rounds++;
            }
        }
        assertEquals(9, rounds);
    }

    @Test
    void givenAReasonDuringARound_thenAnotherOneFollows() {
        assertTrue(errands.begin(START));
        errands.add(START);
        errands.ended(START);
        assertEquals(1000, left(START));
    }

    @Test
    void givenAClockThatIsSetBack_thenNothingWaitsForItToComeAgain() {
        round(START);
        errands.add(START);
        assertTrue(errands.begin(START - 3_600_000));
    }

    @Test
    void givenAPersonWhoAsks_thenItIsNow() {
        round(START);
        errands.now();
        assertEquals(0, left(START));
        assertTrue(errands.begin(START));
    }
}

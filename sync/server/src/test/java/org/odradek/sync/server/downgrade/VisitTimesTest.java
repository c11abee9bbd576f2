package org.odradek.sync.server.downgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.odradek.core.entry.DeviceId;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.TestKeys;
import org.odradek.sync.server.log.AccountLog;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

final class VisitTimesTest {
    private static final int DAYS = 200;

    /// Three in the afternoon of the Monday after.
    private static final int MONDAY = (DAYS / 7 * 7) * 24 + 15;

    @Test
    void givenVisits_whenEncodedAndDecoded_thenTheSameIsExpected() {
        var visits = of(Habit.COMMUTER_PHONE, MONDAY);

        var decoded = VisitTimes.decode(visits.encode());

        assertEquals(visits.encode(), decoded.encode());
        assertEquals(index(visits, MONDAY), index(decoded, MONDAY));
        assertTrue(visits.encode().size() <= AccountLog.RHYTHM_BYTES_MAX);
    }

    @Test
    void givenBytesOfAnotherVersion_whenDecoded_thenNothingIsKnown() {
        assertEquals(
                VisitTimes.UNKNOWN.encode(),
                VisitTimes.decode(new Bytes(new byte[] {9, 9})).encode());
        var newer = VisitTimes.UNKNOWN.encode().array().clone();
        newer[0] = 2;
        newer[20] = 7;
        assertEquals(VisitTimes.UNKNOWN.encode(), VisitTimes.decode(new Bytes(newer)).encode());
    }

    @Test
    void givenVisitsWithinAnHour_whenLearnt_thenTheyAreOne() {
        var once = VisitTimes.UNKNOWN.visited(1_000_000_000_000L);

        var twice = once.visited(1_000_000_000_000L + 900_000);

        assertEquals(index(once, 1), index(twice, 1), 1e-6);
    }

    @Test
    void givenAWeekendLaptopAndAPhoneThatWentSilent_whenItIsFriday_thenThePhoneGoes() {
        int friday = MONDAY + 4 * 24;
        var laptop = of(Habit.WEEKEND_LAPTOP, friday);
        var phone = of(Habit.COMMUTER_PHONE, MONDAY);
        var candidates =
                List.of(
                        candidate(1, laptop, last(Habit.WEEKEND_LAPTOP, friday)),
                        candidate(2, phone, last(Habit.COMMUTER_PHONE, MONDAY)));
        long nowMs = VisitTrace.ms(friday);

        assertEquals(2, chosen(new Rhythm(), candidates, nowMs));
        assertEquals(1, chosen(new LeastRecentlyUsed(), candidates, nowMs));
    }

    @Test
    void givenTwoOfOneRhythm_whenOneHoldsMore_thenItGoes() {
        var visits = of(Habit.RANDOM_VISITOR, MONDAY);
        long lastMs = VisitTrace.ms(last(Habit.RANDOM_VISITOR, MONDAY));
        var small = new DowngradePolicy.Candidate(id(1), 10, 1_000, lastMs, visits);
        var large = new DowngradePolicy.Candidate(id(2), 10, 1_000_000, lastMs, visits);

        assertEquals(2, chosen(new Rhythm(), List.of(small, large), VisitTrace.ms(MONDAY)));
    }

    @Test
    void givenNoCandidates_whenAsked_thenNoChoice() {
        assertEquals(Optional.empty(), new Rhythm().choose(List.of(), 1));
        assertEquals(Optional.empty(), new LeastRecentlyUsed().choose(List.of(), 1));
    }

    private static int chosen(
            DowngradePolicy policy, List<DowngradePolicy.Candidate> candidates, long nowMs) {
        var device = policy.choose(candidates, nowMs).orElseThrow().device();
        return device.equals(id(1)) ? 1 : 2;
    }

    private static DowngradePolicy.Candidate candidate(int number, VisitTimes visits, int hour) {
        return new DowngradePolicy.Candidate(id(number), 10, 10_000, VisitTrace.ms(hour), visits);
    }

    private static DeviceId id(int number) {
        return TestKeys.device(number);
    }

    private static double index(VisitTimes visits, int hour) {
        return visits.byteHoursPerReturn(VisitTrace.ms(hour), 1000, 10);
    }

    private static BitSet hours(Habit habit) {
        return habit.hours((DAYS + 10) * 24, new SplittableRandom(3));
    }

    private static int last(Habit habit, int before) {
        return hours(habit).previousSetBit(before);
    }

    private static VisitTimes of(Habit habit, int until) {
        var visits = VisitTimes.UNKNOWN;
        for (int hour = hours(habit).nextSetBit(0);
                hour >= 0 && hour <= until;
                hour = hours(habit).nextSetBit(hour + 1)) {
            visits = visits.visited(VisitTrace.ms(hour));
        }
        return visits;
    }
}

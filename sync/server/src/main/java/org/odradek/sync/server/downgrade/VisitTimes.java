package org.odradek.sync.server.downgrade;

import org.odradek.sync.protocol.Bytes;

import java.nio.ByteBuffer;

/// What is known of when a device uses to come: how its visits lie in the week, and how long it stays away. Immutable, 385 bytes encoded.
///
/// Time is counted along the week's profile: an hour in which the device often comes lasts long, one in which it never comes passes
/// quickly, and a week has its 168 hours. Along this time the gaps between visits are taken as independent (a renewal process under a
/// change of time; Daley and Vere-Jones, An Introduction to the Theory of Point Processes, 7.4), and their lengths are counted. A heavy
/// tail stands beside them from the start: any device may stay away for long, or for good, and the longer it has been away, the longer it
/// will be.
public final class VisitTimes {
    /// A device that nothing is known of.
    public static final VisitTimes UNKNOWN =
            new VisitTimes(0, new short[168], new short[Gaps.COUNT]);

    private static final int WEEK_HOURS = 168;
    private static final long HOUR_MS = 3_600_000;
    private static final byte VERSION = 1;

    /// A visit's weight in its hour, as a fixed-point number, and what is left of all weights in a new week: five weeks count as much
    /// as all before them.
    private static final int UNIT = 256;

    private static final double KEPT_WEEKLY = 0.87;

    /// So much of the week's profile is level: no hour is impossible.
    private static final double LEVEL = 0.2;

    private final long lastMs;
    private final short[] week;
    private final short[] gaps;

    private VisitTimes(long lastMs, short[] week, short[] gaps) {
        this.lastMs = lastMs;
        this.week = week;
        this.gaps = gaps;
    }

    /// After a visit. Several within an hour are one.
    public VisitTimes visited(long nowMs) {
        if (lastMs != 0 && nowMs - lastMs < HOUR_MS) {
            return new VisitTimes(Math.max(nowMs, lastMs), week, gaps);
        }
        var newGaps = lastMs == 0 ? gaps : Gaps.with(gaps, profile().between(lastMs, nowMs));
        var newWeek = week.clone();
        if (weekOf(nowMs) != weekOf(lastMs)) {
            for (int hour = 0; hour < WEEK_HOURS; hour++) {
                newWeek[hour] = (short) Math.round(newWeek[hour] * KEPT_WEEKLY);
            }
        }
        int hourNow = hourOfWeek(nowMs);
        newWeek[hourNow] = (short) (newWeek[hourNow] + UNIT);
        return new VisitTimes(nowMs, newWeek, newGaps);
    }

    /// What keeping a channel from now on costs for each return that it serves, in bytes times hours, if it is kept for the best time and
    /// then given up: the index by which such choices are best made one by one (Gittins, Bandit processes and dynamic allocation
    /// indices, 1979). The longer and surer a device stays away, the higher.
    ///
    /// @param bytesPerHour what is expected to be added to the channel
    public double byteHoursPerReturn(long nowMs, double heldBytes, double bytesPerHour) {
        return Gaps.byteHoursPerReturn(
                gaps, profile(), Math.min(lastMs, nowMs), nowMs, heldBytes, bytesPerHour);
    }

    private WeekProfile profile() {
        double total = 0;
        for (short weight : week) {
            total += weight;
        }
        var speed = new double[WEEK_HOURS];
        for (int hour = 0; hour < WEEK_HOURS; hour++) {
            // Neighbours count a little: somebody who comes at nine comes at ten to nine too.
            double near =
                    0.6 * week[hour]
                            + 0.2 * week[(hour + 1) % WEEK_HOURS]
                            + 0.2 * week[(hour + WEEK_HOURS - 1) % WEEK_HOURS];
            speed[hour] = total == 0 ? 1 : LEVEL + (1 - LEVEL) * near * WEEK_HOURS / total;
        }
        return new WeekProfile(speed);
    }

    public Bytes encode() {
        var out = ByteBuffer.allocate(1 + Long.BYTES + Short.BYTES * (WEEK_HOURS + Gaps.COUNT));
        out.put(VERSION).putLong(lastMs);
        for (short weight : week) {
            out.putShort(weight);
        }
        for (short count : gaps) {
            out.putShort(count);
        }
        return new Bytes(out.array());
    }

    /// Another version's knowledge is as good as none: it is learnt anew.
    public static VisitTimes decode(Bytes encoded) {
        int size = 1 + Long.BYTES + Short.BYTES * (WEEK_HOURS + Gaps.COUNT);
        var in = ByteBuffer.wrap(encoded.array());
        if (encoded.size() != size || in.get() != VERSION) {
            return UNKNOWN;
        }
        long lastMs = in.getLong();
        var week = new short[WEEK_HOURS];
        for (int hour = 0; hour < WEEK_HOURS; hour++) {
            week[hour] = in.getShort();
        }
        var gaps = new short[Gaps.COUNT];
        for (int i = 0; i < Gaps.COUNT; i++) {
            gaps[i] = in.getShort();
        }
        return new VisitTimes(lastMs, week, gaps);
    }

    private static long weekOf(long ms) {
        return Math.floorDiv(ms, WEEK_HOURS * HOUR_MS);
    }

    static int hourOfWeek(long ms) {
        return (int) Math.floorMod(Math.floorDiv(ms, HOUR_MS), (long) WEEK_HOURS);
    }
}

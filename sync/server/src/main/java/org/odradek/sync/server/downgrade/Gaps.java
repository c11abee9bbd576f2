package org.odradek.sync.server.downgrade;

/// Gaps between a device's visits, counted by their length in its own time, and what they say about the present one.
final class Gaps {
    /// Upper ends of the classes, in hours; the last one is half a year.
    private static final double[] ENDS = {
        1, 2, 4, 8, 12, 18, 24, 36, 48, 72, 96, 144, 216, 336, 528, 840, 1344, 2160, 3240, 4320
    };

    static final int COUNT = ENDS.length;

    /// Nothing is expected beyond: a channel that would be kept for longer costs as much as one kept for ever.
    private static final int HORIZON_HOURS = 4320;

    /// Hour by hour while the week's profile matters, then day by day.
    private static final int FINE_HOURS = 336;

    /// A gap's weight as a fixed-point number, and what is left of all weights after another gap: the last fifty count most.
    private static final int UNIT = 256;

    private static final double KEPT = 0.98;

    /// The tail that every device has: of half the weight of one gap, and longer than `t` with the chance 1 / (1 + t / 48 h).
    private static final double TAIL_WEIGHT = 0.5;

    private static final double TAIL_HOURS = 48;

    /// This part of it never ends: a device may be gone for good.
    private static final double GONE = 0.5;

    private Gaps() {}

    static short[] with(short[] counts, double hours) {
        var more = new short[COUNT];
        for (int i = 0; i < COUNT; i++) {
            more[i] = (short) Math.round(counts[i] * KEPT);
        }
        int at = 0;
        while (at < COUNT - 1 && hours > ENDS[at]) {
            at++;
        }
        more[at] = (short) (more[at] + UNIT);
        return more;
    }

    /// The chance that a gap is longer.
    private static double longer(short[] counts, double hours) {
        double total = 0;
        double beyond = 0;
        double start = 0;
        for (int i = 0; i < COUNT; i++) {
            double weight = (double) counts[i] / UNIT;
            total += weight;
            double part = Math.clamp((ENDS[i] - hours) / (ENDS[i] - start), 0, 1);
            beyond += weight * part;
            start = ENDS[i];
        }
        double tail = TAIL_WEIGHT * (GONE + (1 - GONE) / (1 + hours / TAIL_HOURS));
        return (beyond + tail) / (total + TAIL_WEIGHT);
    }

    /// See [VisitTimes#byteHoursPerReturn(long, double, double)].
    static double byteHoursPerReturn(
            short[] counts,
            WeekProfile profile,
            long lastMs,
            long nowMs,
            double heldBytes,
            double bytesPerHour) {
        double own = profile.between(lastMs, nowMs);
        double here = longer(counts, own);
        double best = Double.POSITIVE_INFINITY;
        double byteHours = 0;
        long ms = nowMs;
        for (int ahead = 0; ahead < HORIZON_HOURS; ) {
            int step = ahead < FINE_HOURS ? 1 : 24;
            double awayStill = longer(counts, own) / here;
            byteHours += awayStill * step * (heldBytes + bytesPerHour * (ahead + step / 2.0));
            own += step == 1 ? profile.speedAt(ms) : step;
            ahead += step;
            ms += step * 3_600_000L;
            double returned = 1 - longer(counts, own) / here;
            best = Math.min(best, byteHours / Math.max(returned, 1e-9));
        }
        return best;
    }
}

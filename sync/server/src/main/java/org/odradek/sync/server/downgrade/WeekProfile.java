package org.odradek.sync.server.downgrade;

import java.util.Arrays;

/// How fast a device's own time passes in each hour of the week (UTC, from Thursday on, as the epoch's weeks do); 1 on the average.
final class WeekProfile {
    private static final int WEEK_HOURS = 168;
    private static final double HOUR_MS = 3_600_000;

    private final double[] speed;
    private final double week;

    WeekProfile(double[] speed) {
        this.speed = speed;
        this.week = Arrays.stream(speed).sum();
    }

    /// Hours of the device's own time between two moments.
    double between(long fromMs, long toMs) {
        return until(toMs) - until(fromMs);
    }

    double speedAt(long ms) {
        return speed[VisitTimes.hourOfWeek(ms)];
    }

    private double until(long ms) {
        double hours = ms / HOUR_MS;
        double weeks = Math.floor(hours / WEEK_HOURS);
        double rest = hours - weeks * WEEK_HOURS;
        double own = weeks * week;
        for (int hour = 0; hour < (int) rest; hour++) {
            own += speed[hour];
        }
        return own + (rest - Math.floor(rest)) * speed[Math.min((int) rest, WEEK_HOURS - 1)];
    }
}

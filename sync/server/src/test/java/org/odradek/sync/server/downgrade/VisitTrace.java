package org.odradek.sync.server.downgrade;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;

/// What an account's devices do over some time: when each visits, and how the log grows by what they write then.
///
/// @param logBytes what had ever been written by the end of each hour
record VisitTrace(List<BitSet> visits, double[] logBytes) {
    /// Monday, 5 January 1970: the first hour.
    static final long START_MS = 4 * 24 * 3_600_000L;

    /// One device of each habit, and two more of one of them.
    static VisitTrace of(Habit main, int days, long seed) {
        var random = new SplittableRandom(seed);
        var habits = new ArrayList<>(List.of(Habit.values()));
        habits.add(main);
        habits.add(main);
        int hours = days * 24;
        var visits = new ArrayList<BitSet>();
        var written = new double[hours];
        for (var habit : habits) {
            var own = habit.hours(hours, random.split());
            visits.add(own);
            own.stream().forEach(hour -> written[hour] += 4_000 * Math.exp(random.nextGaussian()));
        }
        for (int hour = 1; hour < hours; hour++) {
            written[hour] += written[hour - 1];
        }
        return new VisitTrace(visits, written);
    }

    int hours() {
        return logBytes.length;
    }

    double bytesPerWeek() {
        return logBytes[hours() - 1] * 168 / hours();
    }

    static long ms(int hour) {
        return START_MS + hour * 3_600_000L;
    }
}

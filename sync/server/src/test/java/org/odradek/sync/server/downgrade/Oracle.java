package org.odradek.sync.server.downgrade;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// What no policy can beat: it knows every gap and what its channel would hold, and is bound by the mean of the bytes held alone. A gap
/// is either held whole or given up as soon as the rules allow; with the cheapest gaps held first, no choice forces fewer clones for the
/// same bytes (a knapsack whose items all have the same worth).
final class Oracle {
    private final double restByteHours;
    private final List<Double> gapsByteHours;
    private final int hours;

    private Oracle(double restByteHours, List<Double> gapsByteHours, int hours) {
        this.restByteHours = restByteHours;
        this.gapsByteHours = gapsByteHours;
        this.hours = hours;
    }

    static Oracle of(VisitTrace trace) {
        double rest = 0;
        var gaps = new ArrayList<Double>();
        int restHours = (int) DowngradeRules.REST.toHours();
        for (BitSet visits : trace.visits()) {
            int from = 0;
            double cursor = 0;
            while (from >= 0) {
                int next = visits.nextSetBit(from + 1);
                int end = next < 0 ? trace.hours() : next;
                double gap = 0;
                for (int hour = from; hour < end; hour++) {
                    double held = trace.logBytes()[hour] - cursor;
                    if (hour - from < restHours) {
                        rest += held;
                    } else {
                        gap += held;
                    }
                }
                if (gap > 0 && next >= 0) {
                    gaps.add(gap);
                }
                cursor = next < 0 ? 0 : trace.logBytes()[next];
                from = next;
            }
        }
        return new Oracle(rest, gaps.stream().sorted().toList(), trace.hours());
    }

    /// The fewest clones with which so many bytes are held on the average.
    double clones(double meanHeldBytes) {
        double left = meanHeldBytes * hours - restByteHours;
        int held = 0;
        while (held < gapsByteHours.size() && left >= gapsByteHours.get(held)) {
            left -= gapsByteHours.get(held);
            held++;
        }
        double part = held < gapsByteHours.size() ? Math.max(0, left) / gapsByteHours.get(held) : 0;
        return gapsByteHours.size() - held - part;
    }
}

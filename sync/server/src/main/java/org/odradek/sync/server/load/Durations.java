package org.odradek.sync.server.load;

import java.util.Arrays;

/// How long things took, to be told as quantiles. Thread-safe.
final class Durations {
    /// A load of ten minutes at a thousand requests a second; what comes after is not kept.
    private static final int KEPT_MAX = 600_000;

    private long[] takenNs = new long[1024];
    private int count;

    synchronized void add(long ns) {
        if (count == KEPT_MAX) {
            return;
        }
        if (count == takenNs.length) {
            takenNs = Arrays.copyOf(takenNs, Math.min(KEPT_MAX, count * 2));
        }
        takenNs[count++] = ns;
    }

    synchronized int count() {
        return count;
    }

    /// @param share 0.5 for the median, 1 for the longest; 0 when there is none
    synchronized double quantileMs(double share) {
        if (count == 0) {
            return 0;
        }
        var sorted = Arrays.copyOf(takenNs, count);
        Arrays.sort(sorted);
        int index = Math.min(count - 1, Math.max(0, (int) Math.ceil(share * count) - 1));
        return sorted[index] / 1e6;
    }
}

package org.odradek.core.causality;

import java.util.Comparator;

/// A reading of the hybrid logical clock (Kulkarni et al. 2014): wall time in ms since 1970, and a counter for what the wall clock
/// cannot tell apart. It breaks ties between concurrent writes and nothing else.
public record Hlc(long wallMs, long counter) implements Comparable<Hlc> {
    private static final Comparator<Hlc> ORDER =
            Comparator.comparingLong(Hlc::wallMs).thenComparingLong(Hlc::counter);

    public static final Hlc ZERO = new Hlc(0, 0);

    public Hlc {
        if (counter < 0) {
            throw new IllegalArgumentException("a counter is not negative: " + counter);
        }
    }

    @Override
    public int compareTo(Hlc other) {
        return ORDER.compare(this, other);
    }
}

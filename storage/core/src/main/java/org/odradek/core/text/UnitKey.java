package org.odradek.core.text;

/// Names one unit of text within a window: who inserted it and the how manieth of its units it is. One event's keys are
/// consecutive. The two ends of the text have keys of their own.
final class UnitKey {
    static final long START = -1;
    static final long END = Long.MAX_VALUE;

    private UnitKey() {}

    static long of(int event, int offset) {
        return (long) (event + 1) << Integer.SIZE | offset;
    }
}

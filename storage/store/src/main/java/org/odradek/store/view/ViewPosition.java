package org.odradek.store.view;

/// How far the view had come: the number of entries applied on this device, in the order in which it applied them. Local.
public record ViewPosition(long value) implements Comparable<ViewPosition> {
    /// Whatever is applied when the edit is taken.
    public static final ViewPosition NEWEST = new ViewPosition(Long.MAX_VALUE);

    public ViewPosition {
        if (value < 0) {
            throw new IllegalArgumentException("a position is not negative: " + value);
        }
    }

    @Override
    public int compareTo(ViewPosition other) {
        return Long.compare(value, other.value);
    }
}

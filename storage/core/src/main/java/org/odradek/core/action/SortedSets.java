package org.odradek.core.action;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// Defensive copies in their natural order, so that equal sets are written the same.
public final class SortedSets {
    private SortedSets() {}

    public static <T extends Comparable<T>> SortedSet<T> copy(SortedSet<T> source) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(source));
    }
}

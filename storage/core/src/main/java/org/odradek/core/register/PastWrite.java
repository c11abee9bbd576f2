package org.odradek.core.register;

import org.odradek.core.action.Value;
import org.odradek.core.action.WriteId;
import org.odradek.core.causality.Hlc;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// A write to a field whose past matters for merging, as the parents in a tree do.
public record PastWrite(Value value, Hlc hlc, SortedSet<WriteId> over) {
    public PastWrite {
        over = Collections.unmodifiableSortedSet(new TreeSet<>(over));
    }
}

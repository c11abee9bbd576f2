package org.odradek.core.text;

import org.jspecify.annotations.Nullable;

/// A run of units that one event inserted (or that was there at the window's base) and that have lived through the same since. It
/// is a node of the [SpanTree]; only that class writes the links and sums.
///
/// `state` is the run's state in the version that the walk is prepared for: 0 is not inserted there yet, 1 is visible, n is deleted
/// n - 1 times. `deleters` are the events that deleted it, over everything walked; the effect is that it is gone as soon as there
/// is one.
final class Span {
    static final int NOT_INSERTED = 0;
    static final int VISIBLE = 1;
    static final int[] NOBODY = {};

    /// The inserting event's index in the window, or [WindowEvents#BASE].
    final int event;

    /// Where the run begins within what the event inserted altogether.
    final int offset;

    int length;
    int state;
    int[] deleters = NOBODY;

    /// The units between which the run's first unit was inserted, see [UnitKey].
    final long leftOrigin;

    final long rightOrigin;

    /// How many line breaks the run holds, where the walk was told the letters.
    int breaks;

    final int priority;
    @Nullable Span left;
    @Nullable Span right;
    @Nullable Span parent;
    int spanSum;
    int preparedSum;
    int effectSum;
    int preparedBreakSum;
    boolean anyInserted;

    Span(
            int event,
            int offset,
            int length,
            int state,
            long leftOrigin,
            long rightOrigin,
            int priority) {
        this.event = event;
        this.offset = offset;
        this.length = length;
        this.state = state;
        this.leftOrigin = leftOrigin;
        this.rightOrigin = rightOrigin;
        this.priority = priority;
    }

    int prepared() {
        return state == VISIBLE ? length : 0;
    }

    int preparedBreaks() {
        return state == VISIBLE ? breaks : 0;
    }

    int effect() {
        return deleters.length == 0 ? length : 0;
    }

    long key() {
        return UnitKey.of(event, offset);
    }
}

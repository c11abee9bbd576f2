package org.odradek.app.editor.surface;

import java.util.Comparator;

/// A stretch of text, `end` exclusive, in UTF-16 units.
public record Range(int start, int end) {
    /// By where they start.
    static final Comparator<Range> ORDER = Comparator.comparingInt(Range::start);

    public Range {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("A range from " + start + " to " + end);
        }
    }

    public int length() {
        return end - start;
    }
}

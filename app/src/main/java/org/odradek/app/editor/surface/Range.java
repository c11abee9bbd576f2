package org.odradek.app.editor.surface;

/// A stretch of text, `end` exclusive, in UTF-16 units.
public record Range(int start, int end) {
    public Range {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("A range from " + start + " to " + end);
        }
    }

    public int length() {
        return end - start;
    }
}

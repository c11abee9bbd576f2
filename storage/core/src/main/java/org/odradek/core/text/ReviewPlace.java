package org.odradek.core.text;

import java.util.List;

/// A line that two people changed without knowing of each other's change. Both changes are in the text; a person should look.
///
/// `start` and `end` are where it is in the merged text (UTF-16 units), `merged` is what stands there now, `base` the line that both
/// had before them, `versions` how it was on each side, in the order of the events' ids. A side may have made several lines of it.
public record ReviewPlace(
        int start, int end, String base, String merged, List<LineVersion> versions) {
    public ReviewPlace {
        versions = List.copyOf(versions);
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("a place from " + start + " to " + end);
        }
    }

    LineRange range() {
        return new LineRange(start, end);
    }

    ReviewPlace movedTo(int newStart, int newEnd, CharSequence text) {
        return new ReviewPlace(
                newStart, newEnd, base, text.subSequence(newStart, newEnd).toString(), versions);
    }
}

package org.odradek.core.text;

import java.util.SortedSet;
import java.util.TreeSet;

/// The rule by which a change touches lines of a text. Deleting touches the lines of the letters deleted, or, where only line breaks
/// go, the line that the first of them ended. Inserting touches the line of the place, but new lines put behind a line's end or before
/// its beginning lie in the gap between lines and touch none.
final class LineTouch {
    private LineTouch() {}

    /// The lines of `text` that deleting from `start` to `end` touches.
    static SortedSet<LineRange> deleting(CharSequence text, int start, int end) {
        var lines = new TreeSet<LineRange>();
        for (int at = start; at < end; at++) {
            if (!LineRange.isBreak(text.charAt(at))) {
                var line = LineRange.at(text, at);
                lines.add(line);
                at = line.end();
            }
        }
        if (lines.isEmpty() && start < end) {
            lines.add(LineRange.at(text, start));
        }
        return lines;
    }

    /// Whether inserting between the units before `start` and from `end` on touches the line there. `left` and `right` say whether
    /// the same side has put a line break between that and the insertion already.
    static boolean inserting(
            CharSequence text, int start, int end, String inserted, boolean left, boolean right) {
        boolean atLineStart = start == 0 || LineRange.isBreak(text.charAt(start - 1));
        boolean atLineEnd = end == text.length() || LineRange.isBreak(text.charAt(end));
        boolean newLines = left || right || LineRange.holdsBreak(inserted);
        if (!newLines || !atLineStart && !atLineEnd) {
            return true;
        }
        if (atLineStart && atLineEnd) {
            return false;
        }
        return atLineEnd
                ? !left && !LineRange.isBreak(inserted.charAt(0))
                : !right && !LineRange.isBreak(inserted.charAt(inserted.length() - 1));
    }

    /// The lines of `text` that a splice on it touches.
    static SortedSet<LineRange> splicing(CharSequence text, Splice splice) {
        var lines = deleting(text, splice.position(), splice.deletedEnd());
        if (!splice.inserted().isEmpty()
                && inserting(
                        text,
                        splice.position(),
                        splice.deletedEnd(),
                        splice.inserted(),
                        false,
                        false)) {
            lines.add(LineRange.at(text, splice.position()));
        }
        return lines;
    }
}

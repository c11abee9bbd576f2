package org.odradek.core.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// A stretch of a window's sequence, deleted text included: what stands after one unit and before another one. The units are line
/// breaks of an old version, or the ends of the text.
record WindowRegion(long after, long before) {
    /// Both regions and what is between them.
    WindowRegion with(WindowRegion other, WindowWalk walk) {
        return new WindowRegion(
                walk.order(after, other.after) <= 0 ? after : other.after,
                walk.order(before, other.before) >= 0 ? before : other.before);
    }

    /// Where the region begins in the merged text.
    int startNow(WindowWalk walk) {
        if (after == UnitKey.START) {
            return 0;
        }
        walk.cutBehind(after);
        var last = walk.span(after);
        return SpanTree.effectBefore(last) + last.effect();
    }

    List<Span> spans(WindowWalk walk) {
        var first = after == UnitKey.START ? walk.tree().first() : walk.cutBehind(after);
        var end = before == UnitKey.END ? null : walk.cutBefore(before);
        var spans = new ArrayList<Span>();
        for (var span = first; span != null && span != end; span = SpanTree.next(span)) {
            spans.add(span);
        }
        return spans;
    }

    /// A piece of text and how many of the region's visible units stand before it.
    record Excerpt(int skippedUnits, String text) {}

    /// The region's text where `visible`, without the lines at its beginning and its end that hold nothing of what was there before:
    /// those were put between lines. If nothing is left of that, all.
    static Excerpt excerpt(
            List<Span> spans, UnitTexts texts, Predicate<Span> visible, Predicate<Span> old) {
        var text = new StringBuilder();
        int firstOld = -1;
        int lastOld = -1;
        for (var span : spans) {
            if (visible.test(span)) {
                var letters = texts.of(span);
                if (old.test(span) && !letters.isEmpty()) {
                    firstOld = firstOld < 0 ? text.length() : firstOld;
                    lastOld = text.length() + letters.length() - 1;
                }
                text.append(letters);
            }
        }
        if (firstOld < 0) {
            return new Excerpt(0, text.toString());
        }
        int start = LineRange.at(text, firstOld).start();
        int end = LineRange.at(text, lastOld).end();
        return new Excerpt(start, text.substring(start, end));
    }
}

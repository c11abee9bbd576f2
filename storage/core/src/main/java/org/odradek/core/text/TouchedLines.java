package org.odradek.core.text;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Which lines of an old version the events of a window touched, seen from that version's text: what a side had inserted itself
/// since then has no line there, so it counts for the line of its nearest old unit. The walk must stay prepared for the version.
final class TouchedLines {
    private final WindowWalk walk;
    private final WindowRuns runs;
    private final UnitTexts texts;
    private final String text;

    TouchedLines(WindowWalk walk, WindowRuns runs, UnitTexts texts, int[] version) {
        this.walk = walk;
        this.runs = runs;
        this.texts = texts;
        walk.moveTo(version);
        var visible = new StringBuilder();
        for (var span = walk.tree().first(); span != null; span = SpanTree.next(span)) {
            if (span.state == Span.VISIBLE) {
                visible.append(texts.of(span));
            }
        }
        text = visible.toString();
    }

    /// The version's text.
    String text() {
        return text;
    }

    /// What one event touched: `lines` of the old text, and `gaps`, the positions between lines where it put new ones.
    record Touched(SortedSet<LineRange> lines, SortedSet<Integer> gaps) {}

    Touched by(int event) {
        var touched = new Touched(new TreeSet<>(), new TreeSet<>());
        var deleted = new ArrayList<LineRange>();
        for (var change : walk.changes(event)) {
            switch (change) {
                case WindowWalk.Change.Inserted(int offset, int length) -> {
                    var spans = walk.spans(UnitKey.of(event, offset), length);
                    addOwn(event, spans.getFirst(), spans.getLast(), joined(spans), touched);
                }
                case WindowWalk.Change.Deleted(long key, int length) -> {
                    for (var span : walk.spans(key, length)) {
                        if (span.state == Span.VISIBLE) {
                            int start = Math.min(SpanTree.preparedBefore(span), text.length());
                            deleted.add(
                                    new LineRange(
                                            start, Math.min(start + span.length, text.length())));
                        } else {
                            addOwn(event, span, span, texts.of(span), touched);
                        }
                    }
                }
            }
        }
        addDeleted(deleted, touched);
        return touched;
    }

    /// The unit at a position of the version's text.
    long unit(int position) {
        var span = walk.tree().atPrepared(position);
        if (span == null) {
            throw new IllegalArgumentException(position + " of " + text.length());
        }
        return span.key() + position - SpanTree.preparedBefore(span);
    }

    /// Pieces that were one in the old text count as one, so that a line deleted together with the break before it is that line only.
    private void addDeleted(List<LineRange> pieces, Touched touched) {
        pieces.sort(Comparator.naturalOrder());
        int at = 0;
        while (at < pieces.size()) {
            int start = pieces.get(at).start();
            int end = pieces.get(at).end();
            while (++at < pieces.size() && pieces.get(at).start() <= end) {
                end = Math.max(end, pieces.get(at).end());
            }
            touched.lines().addAll(LineTouch.deleting(text, start, end));
        }
    }

    /// Adds what a change of text that the side had inserted itself touches.
    private void addOwn(int event, Span first, Span last, String changed, Touched touched) {
        int position = Math.min(SpanTree.preparedBefore(first), text.length());
        boolean left = ownBreak(event, first, true);
        boolean right = ownBreak(event, last, false);
        if (changed.isEmpty()
                || LineTouch.inserting(text, position, position, changed, left, right)) {
            touched.lines().add(LineRange.at(text, position));
        } else {
            touched.gaps().add(position);
        }
    }

    /// Whether a line break that the event knew stands between the span and the nearest old unit.
    private boolean ownBreak(int event, Span from, boolean toTheLeft) {
        int[] version = {event};
        for (var span = beside(from, toTheLeft);
                span != null && span.state != Span.VISIBLE;
                span = beside(span, toTheLeft)) {
            if (LineRange.holdsBreak(texts.of(span)) && runs.visible(span, version)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Span beside(Span span, boolean toTheLeft) {
        return toTheLeft ? SpanTree.previous(span) : SpanTree.next(span);
    }

    private String joined(List<Span> spans) {
        if (spans.size() == 1) {
            return texts.of(spans.getFirst());
        }
        var all = new StringBuilder();
        spans.forEach(span -> all.append(texts.of(span)));
        return all.toString();
    }
}

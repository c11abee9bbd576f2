package org.odradek.core.text;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Which lines of an old version the events of a window touched, seen from that version's text: what a side had inserted itself
/// since then has no line there, so it counts for the line of its nearest old unit.
final class TouchedLines {
    private final WindowWalk walk;
    private final UnitTexts texts;
    private final int[] version;
    private final String text;

    TouchedLines(WindowWalk walk, UnitTexts texts, int[] version) {
        this.walk = walk;
        this.texts = texts;
        this.version = version;
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
    record Touched(int event, SortedSet<LineRange> lines, SortedSet<Integer> gaps) {}

    /// A change of text that the event's side had inserted itself: from `first` to `last` span, at `position` of the old text, between
    /// the nearest spans of old text (`oldLeft` is null at its beginning).
    private record OwnChange(
            Touched touched,
            int position,
            @Nullable Span oldLeft,
            Span first,
            Span last,
            @Nullable Span oldRight,
            String changed) {}

    /// What each of these events touched, which are numbered in ascending order.
    List<Touched> by(int[] events) {
        walk.moveTo(version);
        var touched = new ArrayList<Touched>(events.length);
        var own = new ArrayList<OwnChange>();
        for (int event : events) {
            touched.add(new Touched(event, new TreeSet<>(), new TreeSet<>()));
            addOld(touched.getLast(), own);
        }
        own.forEach(this::addOwn);
        return touched;
    }

    private void addOld(Touched touched, List<OwnChange> own) {
        var deleted = new ArrayList<LineRange>();
        for (var change : walk.changes(touched.event())) {
            switch (change) {
                case WindowWalk.Change.Inserted(int offset, int length) -> {
                    var spans = walk.spans(UnitKey.of(touched.event(), offset), length);
                    own.add(own(touched, spans));
                }
                case WindowWalk.Change.Deleted(long key, int length) -> {
                    for (var span : walk.spans(key, length)) {
                        if (span.state == Span.VISIBLE) {
                            int start = old(SpanTree.preparedBefore(span));
                            deleted.add(new LineRange(start, old(start + span.length)));
                        } else {
                            own.add(own(touched, List.of(span)));
                        }
                    }
                }
            }
        }
        addDeleted(deleted, touched);
    }

    private OwnChange own(Touched touched, List<Span> spans) {
        int before = SpanTree.preparedBefore(spans.getFirst());
        return new OwnChange(
                touched,
                old(before),
                before == 0 ? null : walk.tree().atPrepared(before - 1),
                spans.getFirst(),
                spans.getLast(),
                walk.tree().atPrepared(before),
                joined(spans));
    }

    /// A position in the old text; the base's last span has more units than there is text.
    private int old(int position) {
        return Math.min(position, text.length());
    }

    /// The unit at a position of the version's text.
    long unit(int position) {
        walk.moveTo(version);
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

    private void addOwn(OwnChange change) {
        int position = change.position();
        boolean atLineStart = position == 0 || LineRange.isBreak(text.charAt(position - 1));
        boolean atLineEnd = position == text.length() || LineRange.isBreak(text.charAt(position));
        boolean left = false;
        boolean right = false;
        if (atLineStart || atLineEnd) {
            walk.moveTo(new int[] {change.touched().event()});
            left = breaksBetween(change.oldLeft(), change.first()) > 0;
            right = breaksBetween(change.last(), change.oldRight()) > 0;
        }
        if (LineTouch.inserting(text, position, position, change.changed(), left, right)) {
            change.touched().lines().add(LineRange.at(text, position));
        } else {
            change.touched().gaps().add(position);
        }
    }

    /// How many line breaks of the prepared version, that of the event, are between two spans that have no old text between them.
    private static int breaksBetween(@Nullable Span left, @Nullable Span right) {
        int until = left == null ? 0 : SpanTree.breaksBefore(left) + left.preparedBreaks();
        return right == null ? 0 : SpanTree.breaksBefore(right) - until;
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

package org.odradek.core.text;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/// Walks the events of a window in causal order and says what each does to the text that has everything walked before it.
///
/// The algorithm is Eg-walker (Gentle and Kleppmann, "Collaborative Text Editing with Eg-walker: Better, Faster, Smaller", EuroSys
/// 2025): every unit has a state in the *prepared* version, in which an event's positions are read, and an effect, which is the
/// merged text. Before an event the prepared version is moved to the event's parents, by retreating from what they had not seen and
/// advancing over what they had.
///
/// Concurrent insertions at one place are ordered by the units between which they were made, as FugueMax does (Weidner and
/// Kleppmann, "The Art of the Fugue: Minimizing Interleaving in Collaborative Text Editing", 2023; the integration by scanning is
/// that of YjsMod, which the paper shows to be the same), and at last by the event's id. So two people's runs do not interleave,
/// whether they typed forwards or backwards.
///
/// The text before the window is one span without an end: its length need not be known.
final class WindowWalk {
    private final WindowEvents events;
    private final SpanTree tree;
    private final TreeMap<Long, Span> spans = new TreeMap<>();
    private final List<List<Change>> changes = new ArrayList<>();
    private final IntList insertedLengths = new IntList();
    private int[] prepared = {};

    /// One thing that an event did to the sequence: it put in some of its own units, or deleted units of anybody's.
    sealed interface Change {
        /// The event's own units from `offset`.
        record Inserted(int offset, int length) implements Change {}

        /// `length` units whose keys are consecutive from `key`.
        record Deleted(long key, int length) implements Change {}
    }

    WindowWalk(WindowEvents events) {
        this(events, null);
    }

    /// With the letters, which the walk itself does not need, line breaks are counted.
    WindowWalk(WindowEvents events, @Nullable UnitTexts texts) {
        this.events = events;
        this.tree = new SpanTree(texts);
        var base =
                tree.create(
                        WindowEvents.BASE,
                        0,
                        Splice.TEXT_UNITS_MAX * 2,
                        Span.VISIBLE,
                        UnitKey.START,
                        UnitKey.END);
        tree.insertAfter(null, base);
        spans.put(base.key(), base);
    }

    SpanTree tree() {
        return tree;
    }

    WindowEvents events() {
        return events;
    }

    /// What the event did, in the order of its splices.
    List<Change> changes(int event) {
        return changes.get(event);
    }

    /// Walks event `number`, which must be the next one, and adds to `out` what it does to the text so far, where that is asked for.
    void walk(int number, @Nullable SpliceList out) {
        if (number != changes.size()) {
            throw new IllegalArgumentException(
                    "event " + number + " walked as number " + changes.size());
        }
        moveTo(events.parents(number));
        var made = new ArrayList<Change>();
        changes.add(made);
        int insertedLength = 0;
        for (var splice : events.event(number).splices()) {
            delete(number, splice, made, out);
            if (!splice.inserted().isEmpty()) {
                insert(number, insertedLength, splice, out);
                made.add(new Change.Inserted(insertedLength, splice.inserted().length()));
                insertedLength += splice.inserted().length();
            }
        }
        insertedLengths.add(insertedLength);
        prepared = new int[] {number};
    }

    /// Makes the prepared version that one.
    void moveTo(int[] version) {
        if (Arrays.equals(prepared, version)) {
            return;
        }
        var difference = events.difference(prepared, version);
        for (int number : difference.onlyFrom()) {
            retreat(number);
        }
        for (int number : difference.onlyTo()) {
            advance(number);
        }
        prepared = version;
    }

    /// The span that holds this unit.
    Span span(long key) {
        var entry = spans.floorEntry(key);
        if (entry == null) {
            throw new IllegalStateException("no span holds unit " + key);
        }
        return entry.getValue();
    }

    /// The spans of consecutive keys, in the order of the keys; they begin and end at the bounds of spans.
    List<Span> spans(long key, int length) {
        return new ArrayList<>(spans.subMap(key, key + length).values());
    }

    /// Makes this unit the first of a span, and answers that span.
    Span cutBefore(long key) {
        var span = span(key);
        int within = (int) (key - span.key());
        return within == 0 ? span : split(span, within);
    }

    /// Makes this unit the last of a span, and answers the span behind it.
    @Nullable Span cutBehind(long key) {
        var span = span(key);
        int within = (int) (key - span.key()) + 1;
        return within == span.length ? SpanTree.next(span) : split(span, within);
    }

    /// Compares two units by where they stand in the text.
    int order(long one, long other) {
        if (one == other) {
            return 0;
        }
        if (one == UnitKey.START || other == UnitKey.END) {
            return -1;
        }
        if (other == UnitKey.START || one == UnitKey.END) {
            return 1;
        }
        var first = span(one);
        var second = span(other);
        return first == second
                ? Long.compare(one, other)
                : Integer.compare(SpanTree.spansBefore(first), SpanTree.spansBefore(second));
    }

    private void retreat(int number) {
        for (var change : changes.get(number)) {
            if (change instanceof Change.Deleted(long key, int length)) {
                for (var span : spans.subMap(key, key + length).values()) {
                    span.state--;
                    tree.changed(span);
                }
            }
        }
        for (var span : insertedView(number)) {
            span.state = Span.NOT_INSERTED;
            tree.changed(span);
        }
    }

    private void advance(int number) {
        for (var span : insertedView(number)) {
            span.state = Span.VISIBLE;
            tree.changed(span);
        }
        for (var change : changes.get(number)) {
            if (change instanceof Change.Deleted(long key, int length)) {
                for (var span : spans.subMap(key, key + length).values()) {
                    span.state++;
                    tree.changed(span);
                }
            }
        }
    }

    private Iterable<Span> insertedView(int event) {
        long first = UnitKey.of(event, 0);
        return spans.subMap(first, first + insertedLengths.get(event)).values();
    }

    private void delete(int number, Splice splice, List<Change> made, @Nullable SpliceList out) {
        int rest = splice.deletedLength();
        while (rest > 0) {
            var span = tree.atPrepared(splice.position());
            if (span == null) {
                throw new IllegalArgumentException(
                        "a splice beyond the longest text: " + splice.position());
            }
            int skipped = splice.position() - SpanTree.preparedBefore(span);
            if (skipped > 0) {
                span = split(span, skipped);
            }
            if (span.length > rest) {
                split(span, rest);
            }
            if (out != null && span.deleters.length == 0) {
                out.delete(SpanTree.effectBefore(span), span.length);
            }
            span.state++;
            span.deleters = Arrays.copyOf(span.deleters, span.deleters.length + 1);
            span.deleters[span.deleters.length - 1] = number;
            tree.changed(span);
            made.add(new Change.Deleted(span.key(), span.length));
            rest -= span.length;
        }
    }

    private void insert(int number, int offset, Splice splice, @Nullable SpliceList out) {
        Span left = null;
        long leftKey = UnitKey.START;
        if (splice.position() > 0) {
            left = tree.atPrepared(splice.position() - 1);
            if (left == null) {
                throw new IllegalArgumentException(
                        "a splice beyond the longest text: " + splice.position());
            }
            int within = splice.position() - SpanTree.preparedBefore(left);
            if (within < left.length) {
                split(left, within);
            }
            leftKey = UnitKey.of(left.event, left.offset + within - 1);
        }
        var right = left == null ? tree.firstInserted() : SpanTree.nextInserted(left);
        boolean alone = right == (left == null ? tree.first() : SpanTree.next(left));
        long rightKey = right == null ? UnitKey.END : right.key();
        var added =
                tree.create(
                        number,
                        offset,
                        splice.inserted().length(),
                        Span.VISIBLE,
                        leftKey,
                        rightKey);
        tree.insertAfter(alone ? left : lastBefore(added, left, right), added);
        spans.put(added.key(), added);
        if (out != null) {
            out.insert(SpanTree.effectBefore(added), splice.inserted());
        }
    }

    /// Finds the place of `added` among the concurrent insertions between the units that it was inserted between, and returns the
    /// span before that place. It passes those that belong to its left, to what came out of them, and, tentatively, those whose
    /// right bound is nearer than its own.
    private @Nullable Span lastBefore(Span added, @Nullable Span left, @Nullable Span right) {
        var before = left;
        boolean tentative = false;
        int leftRank = left == null ? -1 : SpanTree.spansBefore(left);
        var other = left == null ? tree.first() : SpanTree.next(left);
        for (; other != null && other != right; other = SpanTree.next(other)) {
            if (other.leftOrigin == added.leftOrigin) {
                int byRight = compareRight(other.rightOrigin, added.rightOrigin);
                if (byRight == 0 && id(added).compareTo(id(other)) < 0) {
                    break;
                }
                tentative = byRight < 0;
            } else if (rank(other.leftOrigin) <= leftRank) {
                break;
            }
            if (!tentative) {
                before = other;
            }
        }
        return before;
    }

    private BodyEventId id(Span span) {
        return events.event(span.event).id();
    }

    private int compareRight(long a, long b) {
        if (a == b) {
            return 0;
        }
        return Integer.compare(rank(a), rank(b));
    }

    /// The place of the unit's span in the order of the text; different units that are compared never share a span.
    private int rank(long key) {
        if (key == UnitKey.START) {
            return -1;
        }
        return key == UnitKey.END ? Integer.MAX_VALUE : SpanTree.spansBefore(span(key));
    }

    private Span split(Span span, int at) {
        var rest = tree.split(span, at);
        spans.put(rest.key(), rest);
        return rest;
    }
}

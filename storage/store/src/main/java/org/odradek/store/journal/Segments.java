package org.odradek.store.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The journal's segments in the order of their places. Immutable; a change makes another one.
///
/// @param inOrder by base, rising
record Segments(List<Segment> inOrder) {

    Segments {
        inOrder = List.copyOf(inOrder);
    }

    static Segments openAll(JournalFiles files) throws IOException {
        List<Segment> opened = new ArrayList<>();
        for (String name : files.list()) {
            var base = SegmentFormat.base(name);
            if (base.isPresent()) {
                opened.add(new Segment(base.getAsLong(), name, files.openToRead(name)));
            }
        }
        opened.sort(Comparator.comparingLong(Segment::base));
        return new Segments(opened);
    }

    boolean isEmpty() {
        return inOrder.isEmpty();
    }

    int size() {
        return inOrder.size();
    }

    Segment last() {
        return inOrder.getLast();
    }

    Segments with(Segment next) {
        List<Segment> more = new ArrayList<>(inOrder);
        more.add(next);
        return new Segments(more);
    }

    Segments withoutLast() {
        return new Segments(inOrder.subList(0, inOrder.size() - 1));
    }

    /// The segment in which a place lies, if it is not before the first one.
    Optional<Segment> at(Place place) {
        int index = indexAt(place);
        return index < 0 ? Optional.empty() : Optional.of(inOrder.get(index));
    }

    /// The segments from the one in which a place lies (or the first) to the last.
    List<Segment> from(Place place) {
        return inOrder.subList(Math.max(0, indexAt(place)), inOrder.size());
    }

    /// Where the records of a segment end: at the next segment, or for the last at the given end.
    long limitOf(Segment segment, long endOfLast) {
        int index = inOrder.indexOf(segment);
        return index + 1 < inOrder.size() ? inOrder.get(index + 1).base() : endOfLast;
    }

    void close() throws IOException {
        for (Segment segment : inOrder) {
            segment.file().close();
        }
    }

    private int indexAt(Place place) {
        int index = inOrder.size() - 1;
        while (index >= 0 && inOrder.get(index).base() > place.offset()) {
            index--;
        }
        return index;
    }
}

package org.odradek.app.editor.surface;

import org.odradek.app.editor.styling.Style;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What is laid over the text, moving with it.
final class Layers {
    private final Map<Layer, List<Range>> ranges = new EnumMap<>(Layer.class);

    /// The style that draws a layer; the review bar belongs to whole lines and has none.
    static List<Style> styles(Layer layer) {
        return switch (layer) {
            case FOUND -> List.of(Style.FOUND);
            case FOUND_HERE -> List.of(Style.FOUND_HERE);
            case UNKNOWN_TARGET -> List.of(Style.UNKNOWN_TARGET);
            case ARRIVED -> List.of(Style.ARRIVED);
            case REVIEW -> List.of();
        };
    }

    List<Range> of(Layer layer) {
        return ranges.getOrDefault(layer, List.of());
    }

    void set(Layer layer, List<Range> marked) {
        for (int i = 1; i < marked.size(); i++) {
            if (marked.get(i).start() < marked.get(i - 1).end()) {
                throw new IllegalArgumentException(
                        "Overlapping marks: " + marked.get(i - 1) + ", " + marked.get(i));
            }
        }
        ranges.put(layer, List.copyOf(marked));
    }

    void clear() {
        ranges.clear();
    }

    /// The text changed: ranges move, and those whose text went are gone.
    void moved(Splice splice) {
        ranges.replaceAll((_, marked) -> moved(marked, splice));
    }

    private static List<Range> moved(List<Range> marked, Splice splice) {
        if (marked.isEmpty()) {
            return marked;
        }
        List<Range> moved = new ArrayList<>(marked.size());
        for (Range range : marked) {
            int start = splice.moves(range.start(), true);
            int end = splice.moves(range.end(), false);
            if (start < end || range.length() == 0 && start == end) {
                moved.add(new Range(start, end));
            }
        }
        return moved;
    }

    /// The ranges of a layer that touch a stretch of text.
    List<Range> within(Layer layer, int start, int end) {
        List<Range> marked = of(layer);
        int from = firstEndingAtOrAfter(marked, start);
        int to = from;
        while (to < marked.size() && marked.get(to).start() <= end) {
            to++;
        }
        return marked.subList(from, to);
    }

    private static int firstEndingAtOrAfter(List<Range> marked, int position) {
        int low = 0;
        int high = marked.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (marked.get(middle).end() < position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}

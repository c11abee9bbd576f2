package org.odradek.app.editor.styling;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One line and the styles laid over it, in any order and overlapping.
final class Paint {
    /// A style begins or ends.
    private record Edge(Style style, int by) {}

    private final int length;
    private final TreeMap<Integer, List<Edge>> edges = new TreeMap<>();

    Paint(int length) {
        this.length = length;
    }

    void add(int from, int to, Style style) {
        int start = Math.max(0, from);
        int end = Math.min(to, length);
        if (start < end) {
            edges.computeIfAbsent(start, _ -> new ArrayList<>()).add(new Edge(style, 1));
            edges.computeIfAbsent(end, _ -> new ArrayList<>()).add(new Edge(style, -1));
        }
    }

    /// From edge to edge, neighbours of one look joined.
    List<Span> spans() {
        List<Span> spans = new ArrayList<>();
        Map<Style, Integer> laid = new EnumMap<>(Style.class);
        int at = 0;
        for (Map.Entry<Integer, List<Edge>> edge : edges.entrySet()) {
            add(spans, edge.getKey() - at, laid);
            at = edge.getKey();
            for (Edge change : edge.getValue()) {
                int times = laid.getOrDefault(change.style(), 0) + change.by();
                if (times == 0) {
                    laid.remove(change.style());
                } else {
                    laid.put(change.style(), times);
                }
            }
        }
        add(spans, length - at, laid);
        return spans;
    }

    private static void add(List<Span> spans, int length, Map<Style, Integer> laid) {
        if (length == 0) {
            return;
        }
        EnumSet<Style> styles = EnumSet.noneOf(Style.class);
        styles.addAll(laid.keySet());
        Span span = new Span(length, styles);
        if (!spans.isEmpty() && spans.getLast().styles().equals(span.styles())) {
            Span last = spans.removeLast();
            span = new Span(last.length() + length, last.styles());
        }
        spans.add(span);
    }
}

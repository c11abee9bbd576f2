package org.odradek.app.editor.styling;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One line's characters and the styles laid over them, in any order and overlapping.
final class Paint {
    private final long[] marks;

    Paint(int length) {
        marks = new long[length];
    }

    void add(int from, int to, Style style) {
        long bit = 1L << style.ordinal();
        for (int i = Math.max(0, from); i < Math.min(to, marks.length); i++) {
            marks[i] |= bit;
        }
    }

    boolean has(int at, Style style) {
        return (marks[at] & (1L << style.ordinal())) != 0;
    }

    /// Neighbours of one look, joined.
    List<Span> spans() {
        List<Span> spans = new ArrayList<>();
        Map<Long, Set<Style>> known = new HashMap<>();
        int from = 0;
        for (int i = 1; i <= marks.length; i++) {
            if (i == marks.length || marks[i] != marks[from]) {
                spans.add(new Span(i - from, known.computeIfAbsent(marks[from], Paint::styles)));
                from = i;
            }
        }
        return spans;
    }

    private static Set<Style> styles(long bits) {
        EnumSet<Style> styles = EnumSet.noneOf(Style.class);
        for (Style style : Style.values()) {
            if ((bits & (1L << style.ordinal())) != 0) {
                styles.add(style);
            }
        }
        return styles;
    }
}

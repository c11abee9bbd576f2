package org.odradek.app.editor.surface;

import java.util.Optional;

/// Cells in a line of a Markdown table. Pure.
final class Tables {
    private Tables() {}

    static boolean isRow(String line) {
        String bare = line.strip();
        return bare.length() > 1 && bare.charAt(0) == '|' && bare.indexOf('|', 1) > 0;
    }

    /// The words of the cell after the one at the column.
    static Optional<Range> next(String line, int column) {
        int bar = line.indexOf('|', column);
        return bar < 0 ? Optional.empty() : cell(line, bar);
    }

    /// The words of the cell before the one at the column.
    static Optional<Range> previous(String line, int column) {
        int bar = line.lastIndexOf('|', column - 1);
        int before = bar < 0 ? -1 : line.lastIndexOf('|', bar - 1);
        return before < 0 ? Optional.empty() : cell(line, before);
    }

    private static Optional<Range> cell(String line, int bar) {
        int end = line.indexOf('|', bar + 1);
        if (end < 0) {
            return Optional.empty();
        }
        int from = bar + 1;
        int to = end;
        while (from < to && line.charAt(from) == ' ') {
            from++;
        }
        while (to > from && line.charAt(to - 1) == ' ') {
            to--;
        }
        if (from == end && end - bar > 1) {
            from = bar + 2 <= end ? bar + 2 : end;
            to = from;
        }
        return Optional.of(new Range(from, to));
    }
}

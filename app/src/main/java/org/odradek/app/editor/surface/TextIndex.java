package org.odradek.app.editor.surface;

import java.util.Arrays;

/// A text, and where its lines start: translates between positions and places in lines.
final class TextIndex {
    private final StringBuilder text = new StringBuilder();
    private int[] starts = {0};
    private int lines = 1;

    String text() {
        return text.toString();
    }

    int length() {
        return text.length();
    }

    void replace(int start, int end, String with) {
        text.replace(start, end, with);
        index();
    }

    int lines() {
        return lines;
    }

    int lineOf(int position) {
        int found = Arrays.binarySearch(starts, 0, lines, position);
        return found >= 0 ? found : -found - 2;
    }

    int start(int line) {
        return starts[line];
    }

    int end(int line) {
        return line + 1 < lines ? starts[line + 1] - 1 : text.length();
    }

    String line(int line) {
        return text.substring(start(line), end(line));
    }

    /// Looks for the lines anew: a pass over a megabyte takes less than a millisecond.
    private void index() {
        lines = 1;
        for (int i = text.indexOf("\n"); i >= 0; i = text.indexOf("\n", i + 1)) {
            if (lines == starts.length) {
                starts = Arrays.copyOf(starts, lines * 2);
            }
            starts[lines] = i + 1;
            lines++;
        }
    }
}

package org.odradek.app.editor.styling;

import java.util.ArrayList;
import java.util.List;

/// The headings of a note. Pure.
public final class Outline {
    /// @param level 1 to 6
    /// @param position where its line starts, in UTF-16 units of the text
    public record Heading(int level, String title, int position) {
        public Heading {
            if (level < 1 || level > 6 || position < 0) {
                throw new IllegalArgumentException("A heading at " + level + ", " + position);
            }
        }
    }

    private Outline() {}

    public static List<Heading> of(String text) {
        List<Heading> headings = new ArrayList<>();
        LineState state = LineState.PLAIN;
        int start = 0;
        while (start <= text.length()) {
            int end = text.indexOf('\n', start);
            String line = text.substring(start, end < 0 ? text.length() : end);
            if (state.equals(LineState.PLAIN)) {
                addHeading(line, start, headings);
            }
            state = SpanStyler.after(line, state);
            if (end < 0) {
                break;
            }
            start = end + 1;
        }
        return List.copyOf(headings);
    }

    private static void addHeading(String line, int position, List<Heading> headings) {
        int level = 0;
        while (level < line.length() && line.charAt(level) == '#') {
            level++;
        }
        boolean heading =
                level >= 1 && level <= 6 && level < line.length() && line.charAt(level) == ' ';
        if (heading) {
            String title = line.substring(level).strip().replaceAll("\\s+#+$", "");
            if (!title.isEmpty()) {
                headings.add(new Heading(level, title, position));
            }
        }
    }
}

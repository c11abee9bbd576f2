package org.odradek.core.text;

/// A stretch of a text, from `start` to before `end`; for a line, without its line break. Line breaks are LF, CR and CRLF.
record LineRange(int start, int end) implements Comparable<LineRange> {
    /// The line that holds this position, which may be at its very end.
    static LineRange at(CharSequence text, int position) {
        int start = position;
        while (start > 0 && !isBreak(text.charAt(start - 1))) {
            start--;
        }
        int end = position;
        while (end < text.length() && !isBreak(text.charAt(end))) {
            end++;
        }
        return new LineRange(start, end);
    }

    static boolean isBreak(char unit) {
        return unit == '\n' || unit == '\r';
    }

    static boolean holdsBreak(String text) {
        return text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
    }

    static int breaks(String text) {
        int breaks = 0;
        for (int at = 0; at < text.length(); at++) {
            if (isBreak(text.charAt(at))) {
                breaks++;
            }
        }
        return breaks;
    }

    /// Whether the two have a unit or an end in common. Neighbouring lines have not: a line break is between them.
    boolean meets(LineRange other) {
        return start <= other.end && other.start <= end;
    }

    @Override
    public int compareTo(LineRange other) {
        return start != other.start
                ? Integer.compare(start, other.start)
                : Integer.compare(end, other.end);
    }
}

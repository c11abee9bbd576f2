package org.odradek.app.editor.styling;

import java.util.ArrayList;
import java.util.List;

/// Paints what stands inside a line: emphasis, code, links, tags.
///
/// Emphasis follows the delimiter runs of CommonMark 0.31, section 6.2, within one line; `~~` and
/// `==` are runs of exactly two.
final class InlinePainter {
    private static final String ESCAPABLE = "\\`*_{}[]()#+-.!|~=<>@";

    /// A run of delimiters that may open or close.
    private static final class Run {
        final char mark;
        int left;
        int right;
        final boolean opens;
        final boolean closes;

        Run(char mark, int start, int end, boolean opens, boolean closes) {
            this.mark = mark;
            this.left = start;
            this.right = end;
            this.opens = opens;
            this.closes = closes;
        }

        int count() {
            return right - left;
        }
    }

    private final String line;
    private final int end;
    private final Paint paint;
    private final List<Run> runs = new ArrayList<>();

    InlinePainter(String line, Paint paint) {
        this.line = line;
        this.end = line.length();
        this.paint = paint;
    }

    void paint(int from) {
        scan(from, end);
        pair();
    }

    private void scan(int from, int to) {
        int at = from;
        while (at < to) {
            at = step(at, to);
        }
    }

    private int step(int at, int to) {
        char c = line.charAt(at);
        return switch (c) {
            case '\\' -> escape(at);
            case '`' -> code(at);
            case '!' -> at + 1 < to && line.charAt(at + 1) == '[' ? link(at + 1, at, to) : at + 1;
            case '[' -> link(at, at, to);
            case '<' -> autolink(at);
            case '#' -> tag(at);
            case '*', '_', '~', '=' -> run(at, to);
            case 'h', 'w' -> bareUrl(at);
            default -> at + 1;
        };
    }

    private int escape(int at) {
        if (at + 1 < end && ESCAPABLE.indexOf(line.charAt(at + 1)) >= 0) {
            paint.add(at, at + 1, Style.MARKER);
            return at + 2;
        }
        return at + 1;
    }

    private int code(int at) {
        int ticks = runEnd(at) - at;
        int open = at + ticks;
        int close = open;
        while (close < end) {
            close = line.indexOf('`', close);
            if (close < 0) {
                return open;
            }
            int closeEnd = runEnd(close);
            if (closeEnd - close == ticks) {
                paint.add(at, closeEnd, Style.CODE);
                paint.add(at, open, Style.MARKER);
                paint.add(close, closeEnd, Style.MARKER);
                return closeEnd;
            }
            close = closeEnd;
        }
        return open;
    }

    private int link(int bracket, int start, int to) {
        if (line.startsWith("[[", bracket)) {
            return wikiLink(bracket, start);
        }
        int close = closing(bracket, '[', ']');
        if (close < 0 || close + 1 >= end || line.charAt(close + 1) != '(') {
            return bracket + 1;
        }
        int paren = closing(close + 1, '(', ')');
        if (paren < 0) {
            return bracket + 1;
        }
        paint.add(start, bracket + 1, Style.MARKER);
        paint.add(bracket + 1, close, Style.LINK);
        paint.add(close, close + 2, Style.MARKER);
        paint.add(close + 2, paren, Style.URL);
        paint.add(paren, paren + 1, Style.MARKER);
        scan(bracket + 1, Math.min(close, to));
        return paren + 1;
    }

    private int wikiLink(int bracket, int start) {
        int close = line.indexOf("]]", bracket + 2);
        if (close <= bracket + 2) {
            return bracket + 2;
        }
        int bar = line.indexOf('|', bracket + 2);
        int shown = bar > 0 && bar < close ? bar + 1 : bracket + 2;
        paint.add(start, bracket + 2, Style.MARKER);
        paint.add(bracket + 2, close, Style.WIKI);
        paint.add(bracket + 2, shown, Style.MARKER);
        paint.add(close, close + 2, Style.MARKER);
        return close + 2;
    }

    private int autolink(int at) {
        int close = line.indexOf('>', at);
        if (close < 0
                || !line.startsWith("http", at + 1)
                || line.indexOf(' ', at) >= 0 && line.indexOf(' ', at) < close) {
            return at + 1;
        }
        paint.add(at, at + 1, Style.MARKER);
        paint.add(at + 1, close, Style.LINK);
        paint.add(close, close + 1, Style.MARKER);
        return close + 1;
    }

    private int bareUrl(int at) {
        boolean url =
                line.startsWith("https://", at)
                        || line.startsWith("http://", at)
                        || line.startsWith("www.", at);
        if (!url || at > 0 && Character.isLetterOrDigit(line.charAt(at - 1))) {
            return at + 1;
        }
        int to = Links.urlEnd(line, at);
        paint.add(at, to, Style.LINK);
        return to;
    }

    private int tag(int at) {
        int to = Links.tagEnd(line, at);
        if (to < 0) {
            return at + 1;
        }
        paint.add(at, to, Style.TAG);
        return to;
    }

    private int run(int at, int to) {
        int runEnd = Math.min(runEnd(at), to);
        char mark = line.charAt(at);
        boolean pairs = mark == '~' || mark == '=';
        if (pairs && runEnd - at != 2) {
            return runEnd;
        }
        boolean spaceBefore = at == 0 || Character.isWhitespace(line.charAt(at - 1));
        boolean spaceAfter = runEnd >= end || Character.isWhitespace(line.charAt(runEnd));
        boolean punctuationBefore = at > 0 && isPunctuation(line.charAt(at - 1));
        boolean punctuationAfter = runEnd < end && isPunctuation(line.charAt(runEnd));
        boolean leftFlanking =
                !spaceAfter && (!punctuationAfter || spaceBefore || punctuationBefore);
        boolean rightFlanking =
                !spaceBefore && (!punctuationBefore || spaceAfter || punctuationAfter);
        boolean word = mark == '_';
        boolean opens = leftFlanking && (!word || !rightFlanking || punctuationBefore);
        boolean closes = rightFlanking && (!word || !leftFlanking || punctuationAfter);
        if (opens || closes) {
            runs.add(new Run(mark, at, runEnd, opens, closes));
        }
        return runEnd;
    }

    private void pair() {
        for (int closer = 0; closer < runs.size(); closer++) {
            Run close = runs.get(closer);
            while (close.closes && close.count() > 0) {
                int opener = opener(closer);
                if (opener < 0) {
                    break;
                }
                join(runs.get(opener), close);
                for (int between = opener + 1; between < closer; between++) {
                    runs.get(between).right = runs.get(between).left;
                }
            }
        }
    }

    private int opener(int closer) {
        Run close = runs.get(closer);
        for (int i = closer - 1; i >= 0; i--) {
            Run open = runs.get(i);
            if (open.mark == close.mark && open.opens && open.count() > 0) {
                boolean odd =
                        (open.closes || close.opens)
                                && (open.count() + close.count()) % 3 == 0
                                && close.count() % 3 != 0;
                if (!odd) {
                    return i;
                }
            }
        }
        return -1;
    }

    private void join(Run open, Run close) {
        int n = open.count() >= 2 && close.count() >= 2 ? 2 : 1;
        Style style =
                switch (open.mark) {
                    case '~' -> Style.STRIKE;
                    case '=' -> Style.MARK;
                    default -> n == 2 ? Style.BOLD : Style.ITALIC;
                };
        paint.add(open.right, close.left, style);
        paint.add(open.right - n, open.right, Style.MARKER);
        paint.add(close.left, close.left + n, Style.MARKER);
        open.right -= n;
        close.left += n;
    }

    private int closing(int open, char opens, char closes) {
        int depth = 0;
        for (int i = open; i < end; i++) {
            char c = line.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == opens) {
                depth++;
            } else if (c == closes && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private int runEnd(int at) {
        int to = at;
        while (to < end && line.charAt(to) == line.charAt(at)) {
            to++;
        }
        return to;
    }

    private static boolean isPunctuation(char c) {
        return !Character.isLetterOrDigit(c) && !Character.isWhitespace(c);
    }
}

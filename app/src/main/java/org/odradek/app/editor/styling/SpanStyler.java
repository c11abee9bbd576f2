package org.odradek.app.editor.styling;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Styles one line of Markdown, given what the lines above left open.
///
/// Pure: the same line and state give the same spans, whose lengths add up to the line's. Markers
/// keep their place in the text; they are only drawn fainter.
public final class SpanStyler {
    /// A longer line gets its block style only: its inline parts could not be told apart on screen,
    /// and pairing delimiters costs time with the square of their number.
    static final int INLINE_CHARS_MAX = 5_000;

    private static final Pattern FENCE =
            Pattern.compile("^[ \\t]{0,3}(?:[-*+][ \\t]+)?(?<marks>`{3,}|~{3,})(?<info>[^`]*)$");

    private static final Pattern HEADING = Pattern.compile("^ {0,3}(?<marks>#{1,6})(?:[ \\t]+|$)");

    private static final Pattern RULE =
            Pattern.compile("^ {0,3}(?:(?:-[ \\t]*){3,}|(?:\\*[ \\t]*){3,}|(?:_[ \\t]*){3,})$");

    private static final Pattern TABLE_RULE =
            Pattern.compile(
                    "^[ \\t]*\\|?[ \\t]*:?-+:?[ \\t]*(?:\\|[ \\t]*:?-+:?[ \\t]*)*\\|?[ \\t]*$");

    private SpanStyler() {}

    public static StyledLine style(String line, LineState before) {
        return switch (before) {
            case LineState.Plain _ -> plain(line);
            case LineState.Fenced fenced -> fenced(line, fenced);
        };
    }

    /// What a line leaves open, without styling it: for the first pass over a long note.
    public static LineState after(String line, LineState before) {
        return switch (before) {
            case LineState.Plain _ -> opens(line);
            case LineState.Fenced fenced ->
                    closes(line, fenced)
                            ? LineState.PLAIN
                            : fenced.language().blockComment().isEmpty()
                                    ? fenced
                                    : fenced(line, fenced).after();
        };
    }

    private static LineState opens(String line) {
        // Most lines hold no fence, and the pattern need not run on them.
        if (line.indexOf("```") < 0 && line.indexOf("~~~") < 0) {
            return LineState.PLAIN;
        }
        Matcher matcher = FENCE.matcher(line);
        if (!matcher.matches()) {
            return LineState.PLAIN;
        }
        String marks = matcher.group("marks");
        return new LineState.Fenced(
                marks.charAt(0), marks.length(), CodeLanguage.named(matcher.group("info")), false);
    }

    private static boolean closes(String line, LineState.Fenced fence) {
        String bare = line.strip();
        if (bare.length() < fence.length()) {
            return false;
        }
        for (int i = 0; i < bare.length(); i++) {
            if (bare.charAt(i) != fence.mark()) {
                return false;
            }
        }
        return true;
    }

    private static StyledLine fenced(String line, LineState.Fenced fence) {
        Paint paint = new Paint(line.length());
        paint.add(0, line.length(), Style.FENCE);
        if (closes(line, fence)) {
            paint.add(0, line.length(), Style.MARKER);
            return new StyledLine(paint.spans(), LineKind.FENCE, LineState.PLAIN);
        }
        boolean comment = CodePainter.paint(line, fence.language(), fence.comment(), paint);
        LineState after =
                comment == fence.comment()
                        ? fence
                        : new LineState.Fenced(
                                fence.mark(), fence.length(), fence.language(), comment);
        return new StyledLine(paint.spans(), LineKind.FENCE, after);
    }

    private static StyledLine plain(String line) {
        Paint paint = new Paint(line.length());
        LineState after = opens(line);
        if (after instanceof LineState.Fenced) {
            paint.add(0, line.length(), Style.FENCE);
            paint.add(0, line.length(), Style.MARKER);
            return new StyledLine(paint.spans(), LineKind.FENCE, after);
        }
        LineKind kind = block(line, paint);
        return new StyledLine(paint.spans(), kind, LineState.PLAIN);
    }

    private static LineKind block(String line, Paint paint) {
        if (line.isEmpty()) {
            return LineKind.TEXT;
        }
        Matcher heading = HEADING.matcher(line);
        if (heading.find()) {
            return heading(line, heading, paint);
        }
        if (RULE.matcher(line).matches()) {
            paint.add(0, line.length(), Style.RULE);
            return LineKind.RULE;
        }
        if (isTable(line)) {
            return table(line, paint);
        }
        Optional<ListItem> item = ListItem.of(line);
        if (item.isPresent()) {
            return item(line, item.get(), paint);
        }
        inline(line, 0, paint);
        return LineKind.TEXT;
    }

    private static LineKind heading(String line, Matcher heading, Paint paint) {
        Style style =
                switch (heading.group("marks").length()) {
                    case 1 -> Style.HEADING_1;
                    case 2 -> Style.HEADING_2;
                    case 3 -> Style.HEADING_3;
                    default -> Style.HEADING_4;
                };
        paint.add(0, line.length(), style);
        paint.add(0, heading.end(), Style.MARKER);
        inline(line, heading.end(), paint);
        return LineKind.HEADING;
    }

    private static LineKind item(String line, ListItem item, Paint paint) {
        int marker = item.prefix().length();
        boolean quoted = item.prefix().indexOf('>') >= 0;
        if (quoted) {
            paint.add(0, line.length(), Style.QUOTE);
            paint.add(0, marker, Style.MARKER);
        }
        paint.add(marker, marker + item.marker().length(), Style.BULLET);
        if (item.box() != null) {
            int box = item.boxStart();
            paint.add(box, box + item.box().length(), item.isDone() ? Style.BOX_DONE : Style.BOX);
        }
        if (item.isDone()) {
            paint.add(item.content(), line.length(), Style.FINISHED);
        }
        inline(line, item.content(), paint);
        return quoted ? LineKind.QUOTE : LineKind.LIST;
    }

    private static boolean isTable(String line) {
        String bare = line.strip();
        return bare.length() > 1 && bare.charAt(0) == '|' && bare.indexOf('|', 1) > 0;
    }

    private static LineKind table(String line, Paint paint) {
        paint.add(0, line.length(), Style.TABLE);
        if (TABLE_RULE.matcher(line).matches()) {
            paint.add(0, line.length(), Style.MARKER);
            return LineKind.TABLE;
        }
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '|') {
                paint.add(i, i + 1, Style.MARKER);
            }
        }
        inline(line, 0, paint);
        return LineKind.TABLE;
    }

    private static void inline(String line, int from, Paint paint) {
        if (line.length() <= INLINE_CHARS_MAX) {
            new InlinePainter(line, paint).paint(from);
        }
    }
}

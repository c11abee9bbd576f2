package org.odradek.app.editor.styling;

/// Colours words, strings and comments in one line of fenced code.
final class CodePainter {
    private static final String COMMENT_END = "*/";

    private final String line;
    private final CodeLanguage language;
    private final Paint paint;

    private CodePainter(String line, CodeLanguage language, Paint paint) {
        this.line = line;
        this.language = language;
        this.paint = paint;
    }

    /// Paints the line and says whether a comment stays open behind it.
    static boolean paint(String line, CodeLanguage language, boolean comment, Paint paint) {
        if (language == CodeLanguage.NONE) {
            return false;
        }
        return new CodePainter(line, language, paint).run(comment);
    }

    private boolean run(boolean commentOpen) {
        int at = 0;
        boolean comment = commentOpen;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (comment) {
                int end = line.indexOf(COMMENT_END, at);
                int to = end < 0 ? line.length() : end + COMMENT_END.length();
                paint.add(at, to, Style.COMMENT);
                comment = end < 0;
                at = to;
            } else if (starts(language.lineComment(), at)) {
                paint.add(at, line.length(), Style.COMMENT);
                return false;
            } else if (starts(language.blockComment(), at)) {
                paint.add(at, at + 2, Style.COMMENT);
                comment = true;
                at += 2;
            } else if (c == '"' || c == '\'' || c == '`') {
                int to = stringEnd(at);
                paint.add(at, to, Style.STRING);
                at = to;
            } else if (Character.isJavaIdentifierStart(c)) {
                int to = wordEnd(at);
                if (language.isKeyword(line.substring(at, to))) {
                    paint.add(at, to, Style.KEYWORD);
                }
                at = to;
            } else {
                at++;
            }
        }
        return comment;
    }

    private boolean starts(String with, int at) {
        return !with.isEmpty() && line.startsWith(with, at);
    }

    private int stringEnd(int start) {
        char quote = line.charAt(start);
        for (int i = start + 1; i < line.length(); i++) {
            if (line.charAt(i) == '\\') {
                i++;
            } else if (line.charAt(i) == quote) {
                return i + 1;
            }
        }
        return line.length();
    }

    private int wordEnd(int start) {
        int end = start;
        while (end < line.length() && Character.isJavaIdentifierPart(line.charAt(end))) {
            end++;
        }
        return end;
    }
}

package org.odradek.app.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A word of the line, or several in quotes, with its place.
///
/// @param start in UTF-16 units of the text
/// @param end exclusive
/// @param raw as written
/// @param kept whether a backslash or quotes say that it is only words
record Word(int start, int end, String raw, boolean kept) {
    private static final String TRAILERS = ",.;?";

    /// In small letters, without the punctuation that ends it.
    String bare() {
        int to = raw.length();
        while (to > 0 && TRAILERS.indexOf(raw.charAt(to - 1)) >= 0) {
            to--;
        }
        return raw.substring(0, to).toLowerCase(Locale.ROOT);
    }

    /// Whether a comma follows, so that a list goes on.
    boolean hasComma() {
        return raw.endsWith(",");
    }

    /// Where the word without its punctuation ends.
    int bareEnd() {
        return start + bare().length();
    }

    static List<Word> of(String line) {
        List<Word> words = new ArrayList<>();
        int at = 0;
        while (at < line.length()) {
            if (Character.isWhitespace(line.charAt(at))) {
                at++;
                continue;
            }
            int end = end(line, at);
            String raw = line.substring(at, end);
            boolean kept = raw.startsWith("\\") || raw.startsWith("\"") && raw.length() > 1;
            words.add(new Word(at, end, raw, kept));
            at = end;
        }
        return words;
    }

    private static int end(String line, int start) {
        int at = start;
        int open = line.startsWith("@\"", start) ? start + 1 : start;
        if (line.charAt(open) == '"') {
            int close = line.indexOf('"', open + 1);
            at = close < 0 ? start : close + 1;
        }
        while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        return at;
    }
}

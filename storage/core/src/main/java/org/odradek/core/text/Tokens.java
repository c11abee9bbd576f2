package org.odradek.core.text;

import java.util.Map;

/// A stretch of text cut into tokens that follow one another without a gap. No cut lies inside of a surrogate pair or a CRLF.
final class Tokens {
    private final String text;
    private final int end;
    private final int[] starts;

    private Tokens(String text, int end, IntList starts) {
        this.text = text;
        this.end = end;
        this.starts = starts.toArray();
    }

    /// Lines with their line breaks.
    static Tokens lines(String text, int start, int end) {
        var starts = new IntList();
        int at = start;
        while (at < end) {
            starts.add(at);
            int lineBreak = text.indexOf('\n', at);
            at = lineBreak < 0 || lineBreak >= end ? end : lineBreak + 1;
        }
        return new Tokens(text, end, starts);
    }

    /// Words of letters and digits, stretches of blanks, and every other character by itself.
    static Tokens words(String text, int start, int end) {
        var starts = new IntList();
        for (int at = start; at < end; at++) {
            if (at == start || !inside(text, at) && !insideWord(text, at)) {
                starts.add(at);
            }
        }
        return new Tokens(text, end, starts);
    }

    static Tokens characters(String text, int start, int end) {
        var starts = new IntList();
        for (int at = start; at < end; at++) {
            if (at == start || !inside(text, at)) {
                starts.add(at);
            }
        }
        return new Tokens(text, end, starts);
    }

    /// Whether a cut here would split a surrogate pair or a CRLF.
    static boolean inside(String text, int at) {
        if (at <= 0 || at >= text.length()) {
            return false;
        }
        char left = text.charAt(at - 1);
        char right = text.charAt(at);
        return Character.isHighSurrogate(left) && Character.isLowSurrogate(right)
                || left == '\r' && right == '\n';
    }

    /// Whether a cut here would split a word or a stretch of blanks. Ideographs are words by themselves.
    static boolean insideWord(String text, int at) {
        if (at <= 0 || at >= text.length()) {
            return false;
        }
        int left = text.codePointBefore(at);
        int right = text.codePointAt(at);
        return inWord(left) && inWord(right) || isBlank(left) && isBlank(right);
    }

    /// How many tokens there are.
    int size() {
        return starts.length;
    }

    /// Where token `index` begins; for the one after the last, where the stretch ends.
    int start(int index) {
        return index < starts.length ? starts[index] : end;
    }

    /// Each token as a number, equal tokens as equal ones.
    int[] numbers(Map<String, Integer> known) {
        var numbers = new int[starts.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] =
                    known.computeIfAbsent(
                            text.substring(start(i), start(i + 1)), _ -> known.size());
        }
        return numbers;
    }

    private static boolean inWord(int codePoint) {
        return Character.isLetterOrDigit(codePoint) && !Character.isIdeographic(codePoint)
                || Character.getType(codePoint) == Character.NON_SPACING_MARK;
    }

    private static boolean isBlank(int codePoint) {
        return codePoint == ' ' || codePoint == '\t';
    }
}

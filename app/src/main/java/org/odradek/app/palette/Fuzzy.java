package org.odradek.app.palette;

import java.util.Locale;

/// How well letters fit a title: all of them in order, the better the closer together and the nearer to the starts of words. Pure.
final class Fuzzy {
    private Fuzzy() {}

    /// 0 for no fit; greater is better.
    static int score(String letters, String title) {
        var wanted = letters.toLowerCase(Locale.ROOT).strip();
        var text = title.toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            return 1;
        }
        int whole = text.indexOf(wanted);
        if (whole >= 0) {
            boolean atWord = whole == 0 || !Character.isLetterOrDigit(text.charAt(whole - 1));
            return (atWord ? 10_000 : 5_000) - Math.min(text.length(), 1_000);
        }
        int at = 0;
        int score = 1_000;
        for (int i = 0; i < wanted.length(); i++) {
            char c = wanted.charAt(i);
            if (Character.isWhitespace(c)) {
                continue;
            }
            int found = text.indexOf(c, at);
            if (found < 0) {
                return 0;
            }
            score -= Math.min(50, found - at);
            at = found + 1;
        }
        return Math.max(1, score);
    }
}

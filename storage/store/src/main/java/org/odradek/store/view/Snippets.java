package org.odradek.store.view;

/// The few words of a body that a row of a list shows.
final class Snippets {
    /// White space is folded and marks are skipped, so a little more than the snippet is read.
    static final int READ_UNITS = 1_000;

    private static final int UNITS_MAX = 200;

    private Snippets() {}

    /// The beginning of a body with white space folded; front matter of an imported note is passed over.
    static String of(String head) {
        var text = withoutFrontMatter(head);
        var snippet = new StringBuilder(UNITS_MAX);
        boolean space = false;
        for (int i = 0; i < text.length() && snippet.length() < UNITS_MAX; i++) {
            char unit = text.charAt(i);
            if (Character.isWhitespace(unit) || Character.isISOControl(unit) || unit == '\uFEFF') {
                space = !snippet.isEmpty();
            } else {
                if (space) {
                    snippet.append(' ');
                    space = false;
                }
                snippet.append(unit);
            }
        }
        int last = snippet.length() - 1;
        if (last >= 0 && Character.isHighSurrogate(snippet.charAt(last))) {
            snippet.setLength(last);
        }
        return snippet.toString();
    }

    private static String withoutFrontMatter(String head) {
        if (!head.startsWith("---\n") && !head.startsWith("---\r\n")) {
            return head;
        }
        int end = head.indexOf("\n---", 3);
        int lineEnd = end < 0 ? -1 : head.indexOf('\n', end + 4);
        return lineEnd < 0 ? head : head.substring(lineEnd + 1);
    }
}

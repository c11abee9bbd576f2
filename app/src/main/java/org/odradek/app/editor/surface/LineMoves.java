package org.odradek.app.editor.surface;

import java.util.List;
import java.util.Optional;

/// Edits that reach beyond the lines of the selection: moving and deleting whole lines. Pure.
final class LineMoves {
    /// What to do, and where the selection is afterwards.
    record Move(List<Splice> splices, int anchor, int caret) {}

    private LineMoves() {}

    /// Moves the block one line up: the line above goes below it, so that the block's own text
    /// stays the same text to a merge.
    static Optional<Move> up(String text, int anchor, int caret) {
        int start = lineStart(text, Math.min(anchor, caret));
        int end = lineEnd(text, Math.max(anchor, caret));
        if (start == 0) {
            return Optional.empty();
        }
        int above = lineStart(text, start - 1);
        String line = text.substring(above, start - 1);
        int by = start - above;
        return Optional.of(
                new Move(
                        List.of(new Splice(above, by, ""), new Splice(end - by, 0, "\n" + line)),
                        anchor - by,
                        caret - by));
    }

    static Optional<Move> down(String text, int anchor, int caret) {
        int start = lineStart(text, Math.min(anchor, caret));
        int end = lineEnd(text, Math.max(anchor, caret));
        if (end == text.length()) {
            return Optional.empty();
        }
        int belowEnd = lineEnd(text, end + 1);
        String line = text.substring(end + 1, belowEnd);
        int by = line.length() + 1;
        return Optional.of(
                new Move(
                        List.of(
                                new Splice(end, belowEnd - end, ""),
                                new Splice(start, 0, line + "\n")),
                        anchor + by,
                        caret + by));
    }

    /// Deletes the lines of the selection; the caret goes to the line that takes their place.
    static Optional<Move> delete(String text, int anchor, int caret) {
        int start = lineStart(text, Math.min(anchor, caret));
        int end = lineEnd(text, Math.max(anchor, caret));
        if (end < text.length()) {
            return Optional.of(
                    new Move(List.of(new Splice(start, end + 1 - start, "")), start, start));
        }
        int from = Math.max(0, start - 1);
        if (from == end) {
            return Optional.empty();
        }
        int to = lineStart(text, from);
        return Optional.of(new Move(List.of(new Splice(from, end - from, "")), to, to));
    }

    private static int lineStart(String text, int at) {
        return text.lastIndexOf('\n', at - 1) + 1;
    }

    private static int lineEnd(String text, int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }
}

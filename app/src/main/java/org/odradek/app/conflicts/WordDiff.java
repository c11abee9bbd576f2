package org.odradek.app.conflicts;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.DeltaType;

import java.util.ArrayList;
import java.util.List;

/// What differs between two values, by words (Myers 1986). Pure.
final class WordDiff {
    /// How a piece of the newer value came about.
    enum Kind {
        EQUAL,
        ADDED,
        REMOVED
    }

    /// Words that stand together.
    record Piece(Kind kind, String text) {}

    private WordDiff() {}

    static List<Piece> of(String before, String after) {
        var from = words(before);
        var to = words(after);
        var pieces = new ArrayList<Piece>();
        int at = 0;
        for (var delta : DiffUtils.diff(from, to).getDeltas()) {
            add(pieces, Kind.EQUAL, from.subList(at, delta.getSource().getPosition()));
            if (delta.getType() != DeltaType.EQUAL) {
                add(pieces, Kind.REMOVED, delta.getSource().getLines());
                add(pieces, Kind.ADDED, delta.getTarget().getLines());
            }
            at = delta.getSource().getPosition() + delta.getSource().size();
        }
        add(pieces, Kind.EQUAL, from.subList(at, from.size()));
        return List.copyOf(pieces);
    }

    private static void add(List<Piece> pieces, Kind kind, List<String> words) {
        if (!words.isEmpty()) {
            pieces.add(new Piece(kind, String.join("", words)));
        }
    }

    /// Words and what stands between them, so that joining gives the text again.
    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        int start = 0;
        for (int i = 1; i <= text.length(); i++) {
            boolean end =
                    i == text.length()
                            || Character.isLetterOrDigit(text.charAt(i))
                                    != Character.isLetterOrDigit(text.charAt(i - 1));
            if (end) {
                words.add(text.substring(start, i));
                start = i;
            }
        }
        return words;
    }
}

package org.odradek.core.text;

import java.util.ArrayList;
import java.util.List;

/// Carries splices and positions over splices that somebody else made meanwhile on the same text: an editor's own splices that are
/// not acknowledged yet over arrived ones, arrived ones over the own ones that are on the screen already, a caret over both. The
/// merge itself never uses this. All methods are pure.
public final class SpliceTransform {
    private SpliceTransform() {}

    /// What becomes of something at exactly the place where the other side inserts.
    public enum AtSamePlace {
        /// It stays before what the other side inserts.
        BEFORE,
        /// It moves behind what the other side inserts.
        AFTER
    }

    /// `own` and `others` both apply to the same text. The answer does to the text after `others` what `own` does to the one before.
    /// Both ways around give the same text, if the two sides take opposite places:
    /// `others`, then `over(own, others, BEFORE)` is `own`, then `over(others, own, AFTER)`.
    public static List<Splice> over(List<Splice> own, List<Splice> others, AtSamePlace place) {
        var otherHunks = Hunks.of(others).list();
        var moved = new ArrayList<Splice>();
        // From right to left, so that no splice shifts what comes after it.
        for (var hunk : Hunks.of(own).list().reversed()) {
            var kept = pieces(hunk, otherHunks);
            for (var piece : kept.reversed()) {
                int start = moved(piece.start(), otherHunks, AtSamePlace.AFTER);
                moved.add(new Splice(start, piece.end() - piece.start(), ""));
            }
            if (!hunk.inserted().isEmpty()) {
                moved.add(new Splice(moved(hunk.start(), otherHunks, place), 0, hunk.inserted()));
            }
        }
        return compact(moved);
    }

    /// Where a position (a caret, an end of a selection) is after the splices. One inside of what is replaced lands behind what
    /// replaces it.
    public static int position(int position, List<Splice> splices, AtSamePlace place) {
        return moved(position, Hunks.of(splices).list(), place);
    }

    /// The same change with as few splices as possible, from left to right: gathered keystrokes become one splice, and what was typed
    /// and deleted again vanishes.
    public static List<Splice> compact(List<Splice> splices) {
        return Hunks.of(splices).splices();
    }

    private record Piece(int start, int end) {}

    /// What of the hunk's deleted units the others have left, cut wherever they inserted something.
    private static List<Piece> pieces(Hunks.Hunk hunk, List<Hunks.Hunk> others) {
        var pieces = new ArrayList<Piece>();
        int from = hunk.start();
        for (var other : others) {
            if (other.start() >= hunk.end()) {
                break;
            }
            if (other.end() < from || other.end() == from && other.start() < from) {
                continue;
            }
            if (other.start() > from) {
                pieces.add(new Piece(from, other.start()));
            }
            from = Math.max(from, other.end());
        }
        if (from < hunk.end()) {
            pieces.add(new Piece(from, hunk.end()));
        }
        return pieces;
    }

    private static int moved(int position, List<Hunks.Hunk> others, AtSamePlace place) {
        int moved = position;
        for (var other : others) {
            if (other.start() > position
                    || other.start() == position && place == AtSamePlace.BEFORE) {
                break;
            }
            moved += other.inserted().length() - (Math.min(other.end(), position) - other.start());
        }
        return moved;
    }
}

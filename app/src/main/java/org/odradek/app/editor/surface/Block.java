package org.odradek.app.editor.surface;

/// The lines that a selection touches, and the selection in them.
///
/// @param text whole lines, without the last one's line feed
/// @param anchor where the selection began, in UTF-16 units of the text
/// @param caret where it stands; equal to the anchor when nothing is selected
record Block(String text, int anchor, int caret) {
    Block {
        if (anchor < 0 || anchor > text.length() || caret < 0 || caret > text.length()) {
            throw new IllegalArgumentException(
                    "A selection from " + anchor + " to " + caret + " in " + text.length());
        }
    }

    int start() {
        return Math.min(anchor, caret);
    }

    int end() {
        return Math.max(anchor, caret);
    }

    String selected() {
        return text.substring(start(), end());
    }

    boolean isEmpty() {
        return anchor == caret;
    }

    /// With the stretch replaced; ends of the selection move along.
    Block replaced(int from, int to, String with) {
        Splice splice = new Splice(from, to - from, with);
        return new Block(splice.on(text), splice.moves(anchor, true), splice.moves(caret, true));
    }

    /// With the selection replaced by other text, which may be as short as the selection was.
    Block replacedSelection(String with) {
        String whole = text.substring(0, start()) + with + text.substring(end());
        int after = start() + with.length();
        return new Block(whole, after, after);
    }

    Block selecting(int newAnchor, int newCaret) {
        return new Block(text, newAnchor, newCaret);
    }
}

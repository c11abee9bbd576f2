package org.odradek.app.editor.surface;

/// At a position, so many characters go and others come.
///
/// In a list of splices each one refers to the text as the ones before it left it.
///
/// @param at in UTF-16 units
/// @param deleted in UTF-16 units
public record Splice(int at, int deleted, String inserted) {
    public Splice {
        if (at < 0 || deleted < 0 || deleted == 0 && inserted.isEmpty()) {
            throw new IllegalArgumentException(
                    "A splice at " + at + ", -" + deleted + ", +" + inserted.length());
        }
    }

    /// Where the inserted text ends.
    public int end() {
        return at + inserted.length();
    }

    /// How much longer the text is afterwards.
    public int growth() {
        return inserted.length() - deleted;
    }

    /// The text with this splice made.
    public String on(String text) {
        return text.substring(0, at) + inserted + text.substring(at + deleted);
    }

    /// Where a position of the text before is in the text after; one at an insertion's place stays
    /// before it, unless `pushed`.
    public int moves(int position, boolean pushed) {
        if (position < at || position == at && !(pushed && deleted == 0)) {
            return position;
        }
        return position >= at + deleted ? position + growth() : end();
    }
}

package org.odradek.core.text;

/// Replaces `deletedLength` UTF-16 units at `position` by `inserted`. The splices of one event apply one after the other, each to
/// the text that the previous one left. A splice never splits a surrogate pair.
public record Splice(int position, int deletedLength, String inserted) {
    public Splice {
        if (position < 0 || deletedLength < 0) {
            throw new IllegalArgumentException("a splice at " + position + " that deletes " + deletedLength);
        }
    }
}

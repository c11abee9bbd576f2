package org.odradek.core.text;

/// Replaces `deletedLength` UTF-16 units at `position` by `inserted`. The splices of one event apply one after the other, each to
/// the text that the previous one left. A splice never splits a surrogate pair.
public record Splice(int position, int deletedLength, String inserted) {
    /// No text has more units than this, so that sums of lengths stay far inside an int.
    public static final int TEXT_UNITS_MAX = 1 << 29;

    public Splice {
        if (position < 0 || deletedLength < 0) {
            throw new IllegalArgumentException(
                    "a splice at " + position + " that deletes " + deletedLength);
        }
        if ((long) position + deletedLength > TEXT_UNITS_MAX
                || inserted.length() > TEXT_UNITS_MAX) {
            throw new IllegalArgumentException(
                    "a splice at "
                            + position
                            + " beyond the longest text, that deletes "
                            + deletedLength
                            + " and inserts "
                            + inserted.length());
        }
        if (deletedLength == 0 && inserted.isEmpty()) {
            throw new IllegalArgumentException("a splice at " + position + " that changes nothing");
        }
        if (hasLoneSurrogate(inserted)) {
            throw new IllegalArgumentException(
                    "a splice at " + position + " that inserts half of a surrogate pair");
        }
    }

    /// Where what was inserted ends.
    public int insertedEnd() {
        return position + inserted.length();
    }

    /// Where what is deleted ends, in the text before.
    public int deletedEnd() {
        return position + deletedLength;
    }

    private static boolean hasLoneSurrogate(String text) {
        for (int at = 0; at < text.length(); at++) {
            char unit = text.charAt(at);
            if (Character.isSurrogate(unit)) {
                boolean paired =
                        Character.isHighSurrogate(unit)
                                && at + 1 < text.length()
                                && Character.isLowSurrogate(text.charAt(at + 1));
                if (!paired) {
                    return true;
                }
                at++;
            }
        }
        return false;
    }
}

package org.odradek.core.text;

import java.util.ArrayList;
import java.util.List;

/// A text that is edited in place: a gap buffer, so that splices near one another cost what they change, and one anywhere in a text
/// of a megabyte costs at most one move of that megabyte. For one thread at a time.
public final class TextBuffer implements CharSequence {
    private static final int GAP_UNITS_MIN = 256;

    private char[] units;
    private int gapStart;
    private int gapEnd;

    public TextBuffer() {
        this("");
    }

    public TextBuffer(CharSequence text) {
        units = new char[text.length() + GAP_UNITS_MIN];
        gapStart = text.length();
        gapEnd = units.length;
        text.toString().getChars(0, text.length(), units, 0);
    }

    /// Applies the splices one after the other. Either all apply, or the text stays as it was and IllegalArgumentException is thrown
    /// for one that reaches beyond the text. Halves of surrogate pairs are not looked for: whether a merged splice cuts one depends on
    /// the order of arrival, so refusing it there would part the devices. Whoever makes splices uses [#applyOwn].
    public void apply(List<Splice> splices) {
        apply(splices, false);
    }

    /// As for a list, for one splice.
    public void apply(Splice splice) {
        apply(List.of(splice), false);
    }

    /// As [#apply], for splices that are being made here: one that splits a surrogate pair is refused too.
    public void applyOwn(List<Splice> splices) {
        apply(splices, true);
    }

    private void apply(List<Splice> splices, boolean wholeCharacters) {
        if (splices.size() == 1) {
            var only = splices.getFirst();
            check(only, wholeCharacters);
            replace(only.position(), only.deletedLength(), only.inserted());
            return;
        }
        var inverses = new ArrayList<Inverse>(splices.size());
        try {
            for (var splice : splices) {
                check(splice, wholeCharacters);
                var deleted = substring(splice.position(), splice.deletedEnd());
                inverses.add(new Inverse(splice.position(), splice.inserted().length(), deleted));
                replace(splice.position(), splice.deletedLength(), splice.inserted());
            }
        } catch (IllegalArgumentException e) {
            for (var inverse : inverses.reversed()) {
                replace(inverse.position, inverse.deletedLength, inverse.inserted);
            }
            throw e;
        }
    }

    /// What takes a splice back; other than a splice it may hold half of a pair.
    private record Inverse(int position, int deletedLength, String inserted) {}

    @Override
    public int length() {
        return units.length - (gapEnd - gapStart);
    }

    @Override
    public char charAt(int index) {
        if (index < 0 || index >= length()) {
            throw new IndexOutOfBoundsException("unit " + index + " of " + length());
        }
        return index < gapStart ? units[index] : units[index + gapEnd - gapStart];
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return substring(start, end);
    }

    public String substring(int start, int end) {
        if (start < 0 || end < start || end > length()) {
            throw new IndexOutOfBoundsException(
                    "units " + start + " to " + end + " of " + length());
        }
        if (end <= gapStart) {
            return new String(units, start, end - start);
        }
        int gap = gapEnd - gapStart;
        if (start >= gapStart) {
            return new String(units, start + gap, end - start);
        }
        var part = new char[end - start];
        System.arraycopy(units, start, part, 0, gapStart - start);
        System.arraycopy(units, gapEnd, part, gapStart - start, end - gapStart);
        return new String(part);
    }

    @Override
    public String toString() {
        return substring(0, length());
    }

    private void check(Splice splice, boolean wholeCharacters) {
        if (splice.deletedEnd() > length()) {
            throw new IllegalArgumentException(
                    "a splice at "
                            + splice.position()
                            + " deletes "
                            + splice.deletedLength()
                            + " units of a text of "
                            + length());
        }
        if (wholeCharacters && (splitsPair(splice.position()) || splitsPair(splice.deletedEnd()))) {
            throw new IllegalArgumentException(
                    "a splice at "
                            + splice.position()
                            + " that deletes "
                            + splice.deletedLength()
                            + " splits a surrogate pair");
        }
    }

    private boolean splitsPair(int position) {
        return position > 0
                && position < length()
                && Character.isLowSurrogate(charAt(position))
                && Character.isHighSurrogate(charAt(position - 1));
    }

    private void replace(int position, int deletedLength, String inserted) {
        moveGapTo(position);
        gapEnd += deletedLength;
        if (inserted.length() > gapEnd - gapStart) {
            widenGap(inserted.length());
        }
        inserted.getChars(0, inserted.length(), units, gapStart);
        gapStart += inserted.length();
    }

    private void moveGapTo(int position) {
        if (position < gapStart) {
            int moved = gapStart - position;
            System.arraycopy(units, position, units, gapEnd - moved, moved);
            gapEnd -= moved;
        } else if (position > gapStart) {
            System.arraycopy(units, gapEnd, units, gapStart, position - gapStart);
            gapEnd += position - gapStart;
        }
        gapStart = position;
    }

    private void widenGap(int needed) {
        int after = units.length - gapEnd;
        int wanted = gapStart + needed + after;
        var wider = new char[wanted + Math.max(GAP_UNITS_MIN, wanted / 4)];
        System.arraycopy(units, 0, wider, 0, gapStart);
        System.arraycopy(units, gapEnd, wider, wider.length - after, after);
        gapEnd = wider.length - after;
        units = wider;
    }
}

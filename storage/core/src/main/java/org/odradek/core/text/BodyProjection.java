package org.odradek.core.text;

import java.util.List;

/// What an edit control shows of a body, which itself stays byte for byte: a line break is one line feed, a byte order mark at the
/// beginning is hidden, and other control characters stand as the visible symbols of the same length (Unicode's control pictures).
/// One mapping of positions serves both ways. Immutable; made anew from the body after a change.
///
/// The one thing that it cannot foresee: deleting what stands between a lone carriage return and a line feed joins the two into one
/// line break. So whoever shows a body compares with the projection of the new body afterwards.
public final class BodyProjection {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final char CONTROL_PICTURES = '\u2400';
    private static final char DELETE = '\u007F';
    private static final char DELETE_PICTURE = '\u2421';

    private final String body;
    private final String shown;
    private final String lineEnd;
    private final int hiddenMark;

    /// Where in the body the carriage return of each CRLF stands, ascending.
    private final int[] pairs;

    private BodyProjection(String body, String shown, String lineEnd, int hiddenMark, int[] pairs) {
        this.body = body;
        this.shown = shown;
        this.lineEnd = lineEnd;
        this.hiddenMark = hiddenMark;
        this.pairs = pairs;
    }

    public static BodyProjection of(String body) {
        var pairs = new IntList();
        int feeds = 0;
        int returns = 0;
        for (int at = 0; at < body.length(); at++) {
            char unit = body.charAt(at);
            if (unit == '\n') {
                feeds++;
            } else if (unit == '\r') {
                if (pairAt(body, at)) {
                    pairs.add(at++);
                } else {
                    returns++;
                }
            }
        }
        var lineEnd = "\n";
        if (pairs.size() > feeds && pairs.size() >= returns) {
            lineEnd = "\r\n";
        } else if (returns > feeds) {
            lineEnd = "\r";
        }
        int hiddenMark = !body.isEmpty() && body.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
        return new BodyProjection(body, shown(body, true), lineEnd, hiddenMark, pairs.toArray());
    }

    /// The body itself.
    public String body() {
        return body;
    }

    /// The text in the edit control.
    public String shown() {
        return shown;
    }

    /// The body's prevailing line end, which new lines take: LF, CRLF or CR; LF if it has none or as many of each.
    public String lineEnd() {
        return lineEnd;
    }

    /// Where a position of the body is in the shown text.
    public int toShown(int bodyPosition) {
        if (bodyPosition < 0 || bodyPosition > body.length()) {
            throw new IndexOutOfBoundsException(bodyPosition + " of " + body.length());
        }
        int passed = 0;
        int high = pairs.length;
        while (passed < high) {
            int middle = (passed + high) >>> 1;
            if (pairs[middle] < bodyPosition) {
                passed = middle + 1;
            } else {
                high = middle;
            }
        }
        return bodyPosition - passed - Math.min(hiddenMark, bodyPosition);
    }

    /// Where a position of the shown text is in the body: behind the byte order mark, never inside of a line break.
    public int toBody(int shownPosition) {
        if (shownPosition < 0 || shownPosition > shown.length()) {
            throw new IndexOutOfBoundsException(shownPosition + " of " + shown.length());
        }
        int passed = 0;
        int high = pairs.length;
        while (passed < high) {
            int middle = (passed + high) >>> 1;
            if (pairs[middle] - middle - hiddenMark < shownPosition) {
                passed = middle + 1;
            } else {
                high = middle;
            }
        }
        return shownPosition + passed + hiddenMark;
    }

    /// What splices on the shown text mean for the body. New line breaks take the prevailing line end.
    public List<Splice> toBody(List<Splice> onShown) {
        var out = new SpliceList();
        int shift = 0;
        for (var hunk : Hunks.of(onShown).list()) {
            int start = toBody(hunk.start());
            int end = toBody(hunk.end());
            var inserted = withLineEnds(hunk.inserted());
            add(out, start + shift, end - start, inserted);
            shift += inserted.length() - (end - start);
        }
        return out.toList();
    }

    /// What splices on the body mean for the shown text.
    public List<Splice> toShown(List<Splice> onBody) {
        var out = new SpliceList();
        int shift = 0;
        for (var hunk : Hunks.of(onBody).list()) {
            int start = hunk.start();
            if (start > 0 && body.charAt(start - 1) == '\r') {
                start--;
            }
            int end = hunk.end();
            if (end < body.length() && (start == 0 || body.charAt(end) == '\n')) {
                end += pairAt(body, end) ? 2 : 1;
            }
            var before = shown(body.substring(start, end), start == 0);
            var after =
                    shown(
                            body.substring(start, hunk.start())
                                    + hunk.inserted()
                                    + body.substring(hunk.end(), end),
                            start == 0);
            int shared = sharedStart(before, after);
            int sharedEnd = sharedEnd(before, after, shared);
            int deleted = before.length() - shared - sharedEnd;
            add(
                    out,
                    toShown(start) + shared + shift,
                    deleted,
                    after.substring(shared, after.length() - sharedEnd));
            shift += after.length() - before.length();
        }
        return out.toList();
    }

    private static void add(SpliceList out, int position, int deletedLength, String inserted) {
        if (deletedLength > 0 || !inserted.isEmpty()) {
            out.add(new Splice(position, deletedLength, inserted));
        }
    }

    private static int sharedStart(String before, String after) {
        int shared = 0;
        int most = Math.min(before.length(), after.length());
        while (shared < most && before.charAt(shared) == after.charAt(shared)) {
            shared++;
        }
        return Tokens.inside(before, shared) || Tokens.inside(after, shared) ? shared - 1 : shared;
    }

    private static int sharedEnd(String before, String after, int taken) {
        int shared = 0;
        int most = Math.min(before.length(), after.length()) - taken;
        while (shared < most
                && before.charAt(before.length() - 1 - shared)
                        == after.charAt(after.length() - 1 - shared)) {
            shared++;
        }
        boolean splits =
                Tokens.inside(before, before.length() - shared)
                        || Tokens.inside(after, after.length() - shared);
        return splits ? shared - 1 : shared;
    }

    private static boolean pairAt(String text, int at) {
        return text.charAt(at) == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n';
    }

    private static String shown(String text, boolean fromTheBeginning) {
        StringBuilder changed = null;
        for (int at = 0; at < text.length(); at++) {
            char unit = text.charAt(at);
            boolean mark = at == 0 && fromTheBeginning && unit == BYTE_ORDER_MARK;
            if (!mark && !isHeldBack(unit)) {
                if (changed != null) {
                    changed.append(unit);
                }
                continue;
            }
            if (changed == null) {
                changed = new StringBuilder(text.length()).append(text, 0, at);
            }
            if (unit == '\r') {
                changed.append('\n');
                at += pairAt(text, at) ? 1 : 0;
            } else if (unit == DELETE) {
                changed.append(DELETE_PICTURE);
            } else if (!mark) {
                changed.append((char) (CONTROL_PICTURES + unit));
            }
        }
        return changed == null ? text : changed.toString();
    }

    private static boolean isHeldBack(char unit) {
        return unit < ' ' && unit != '\n' && unit != '\t' || unit == DELETE;
    }

    private String withLineEnds(String inserted) {
        var withFeeds = inserted.replace("\r\n", "\n").replace('\r', '\n');
        return lineEnd.equals("\n") ? withFeeds : withFeeds.replace("\n", lineEnd);
    }
}

package org.odradek.store.edit;

import org.odradek.core.action.Action;
import org.odradek.core.entry.ItemId;
import org.odradek.core.text.BodyEventId;
import org.odradek.core.text.Splice;
import org.odradek.core.text.TextDifference;
import org.odradek.store.Submission.Refusal;
import org.odradek.store.view.ItemDetail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Edits of bodies. Insertions from this size on count as whole operations (a paste), which are kept once when made twice.
public final class BodyEdits {
    public static final int WHOLE_CHARS_MIN = 20;

    private BodyEdits() {}

    /// The body of an item that is being made.
    public static List<Action> first(ItemId item, String body) {
        return body.isEmpty()
                ? List.of()
                : List.of(
                        new Action.EditBody(
                                item, new TreeSet<>(), List.of(new Splice(0, 0, body)), true));
    }

    /// Sets the whole body, as splices by a difference.
    public static Planned set(ItemDetail shown, String body) {
        var refused = FieldCheck.text("text", body);
        if (refused.isPresent()) {
            return new Planned.Refused(Refusal.BAD_VALUE, refused.get());
        }
        if (body.getBytes(StandardCharsets.UTF_8).length > FieldCheck.BODY_BYTES_MAX) {
            return new Planned.Refused(
                    Refusal.BAD_VALUE, "A text has at most 16 MiB; this one is longer.");
        }
        var splices = TextDifference.splices(shown.body(), body);
        return splices.isEmpty()
                ? new Planned.Already(List.of(shown.row().id()))
                : edit(shown, splices, true);
    }

    /// Inserts at a UTF-16 position of the body that was shown.
    public static Planned insert(ItemDetail shown, int position, String text) {
        var refused = FieldCheck.text("text", text);
        if (refused.isPresent()) {
            return new Planned.Refused(Refusal.BAD_VALUE, refused.get());
        }
        if (text.isEmpty()) {
            return new Planned.Refused(Refusal.BAD_VALUE, "There is nothing to insert.");
        }
        return splice(shown, position, 0, text);
    }

    public static Planned delete(ItemDetail shown, int position, int length) {
        return length < 1
                ? new Planned.Refused(Refusal.BAD_VALUE, "There is nothing to delete.")
                : splice(shown, position, length, "");
    }

    /// Splices as typed, one after the other, to the body that was shown.
    public static List<Action> typed(
            ItemId item, String shownBody, SortedSet<BodyEventId> frontier, List<Splice> splices) {
        boolean whole =
                splices.size() == 1 && splices.getFirst().inserted().length() >= WHOLE_CHARS_MIN;
        return over(item, shownBody, frontier, splices, whole);
    }

    private static Planned splice(ItemDetail shown, int position, int length, String inserted) {
        long end = (long) position + length;
        if (position < 0 || end > shown.body().length()) {
            long outside = position < 0 || position > shown.body().length() ? position : end;
            return new Planned.Refused(
                    Refusal.BAD_VALUE,
                    "Position "
                            + outside
                            + " is outside the text, which has "
                            + shown.body().length()
                            + " characters.");
        }
        boolean startsInside = splitsPair(shown.body(), position);
        if (startsInside || splitsPair(shown.body(), (int) end)) {
            return new Planned.Refused(
                    Refusal.BAD_VALUE,
                    "Position "
                            + (startsInside ? position : end)
                            + " is in the middle of a character.");
        }
        return edit(
                shown,
                List.of(new Splice(position, length, inserted)),
                inserted.length() >= WHOLE_CHARS_MIN);
    }

    private static Planned edit(ItemDetail shown, List<Splice> splices, boolean whole) {
        var item = shown.row().id();
        return new Planned.Ready(
                over(item, shown.body(), shown.frontier(), splices, whole), List.of(item));
    }

    /// The successor of a recurring task shows its predecessor's text until somebody edits it; then it first makes that text its own,
    /// as a whole operation, so that two devices that do so make it once.
    private static List<Action> over(
            ItemId item,
            String shownBody,
            SortedSet<BodyEventId> frontier,
            List<Splice> splices,
            boolean whole) {
        if (!frontier.isEmpty() || shownBody.isEmpty()) {
            return List.of(new Action.EditBody(item, frontier, splices, whole));
        }
        var actions = new ArrayList<>(first(item, shownBody));
        var copied = (Action.EditBody) actions.getFirst();
        var parents =
                new TreeSet<>(
                        List.of(
                                BodyEventId.whole(
                                        item.bytes(), copied.parents(), copied.splices())));
        actions.add(new Action.EditBody(item, parents, splices, whole));
        return actions;
    }

    private static boolean splitsPair(String text, int position) {
        return position > 0
                && position < text.length()
                && Character.isHighSurrogate(text.charAt(position - 1))
                && Character.isLowSurrogate(text.charAt(position));
    }
}

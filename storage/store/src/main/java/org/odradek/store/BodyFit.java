package org.odradek.store;

import org.odradek.core.action.Action;
import org.odradek.core.entry.ItemId;
import org.odradek.core.text.Splice;
import org.odradek.store.Submission.Refused;
import org.odradek.store.view.Materializer;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Whether the texts of an own edit fit: no character cut in half, and not longer than a text may be. The whole edit is looked at before any
/// of it is written. Belongs to the writing thread.
final class BodyFit {
    /// UTF-8 takes at most so many bytes for one UTF-16 unit.
    private static final int BYTES_PER_UNIT_MAX = 3;

    private final Materializer materializer;

    BodyFit(Materializer materializer) {
        this.materializer = materializer;
    }

    /// Empty when everything fits. Splices that were made upon an older version of a text are measured only.
    Optional<Refused> check(List<Action> actions) throws SQLException {
        var edits = new LinkedHashMap<ItemId, List<Action.EditBody>>();
        for (var action : actions) {
            if (action instanceof Action.EditBody edit) {
                edits.computeIfAbsent(edit.item(), _ -> new ArrayList<>()).add(edit);
            }
        }
        for (var each : edits.entrySet()) {
            var refused = check(each.getKey(), each.getValue());
            if (refused.isPresent()) {
                return refused;
            }
        }
        return Optional.empty();
    }

    private Optional<Refused> check(ItemId item, List<Action.EditBody> edits) throws SQLException {
        var frontier = materializer.state(item).body();
        boolean uponShown = edits.size() == 1 && edits.getFirst().parents().equals(frontier);
        long units = materializer.bodyLength(item);
        for (var edit : edits) {
            for (var splice : edit.splices()) {
                units += splice.inserted().length();
            }
        }
        boolean isShort = units * BYTES_PER_UNIT_MAX <= Bounds.BODY_BYTES_MAX;
        boolean isPlain = isShort && (!uponShown || isClean(item, edits.getFirst().splices()));
        if (isPlain) {
            return Optional.empty();
        }
        var text = new StringBuilder(materializer.body(item));
        long extraBytes = 0;
        for (var edit : edits) {
            for (var splice : edit.splices()) {
                if (!uponShown) {
                    extraBytes += utf8Bytes(splice.inserted());
                } else if (splice.deletedEnd() > text.length()) {
                    return Optional.empty();
                } else if (cuts(text, splice.position()) || cuts(text, splice.deletedEnd())) {
                    return Optional.of(Bounds.bad("A text cannot be edited inside a character."));
                } else {
                    text.replace(splice.position(), splice.deletedEnd(), splice.inserted());
                }
            }
        }
        return utf8Bytes(text) + extraBytes > Bounds.BODY_BYTES_MAX
                ? Optional.of(Bounds.bad("A text has at most 16 MiB; this one is longer."))
                : Optional.empty();
    }

    /// Whether the text need not be looked at: the usual case, a key that was pressed in a text without any pair.
    private boolean isClean(ItemId item, List<Splice> splices) throws SQLException {
        return splices.size() == 1
                && !materializer.isInsideCharacter(item, splices.getFirst().position())
                && !materializer.isInsideCharacter(item, splices.getFirst().deletedEnd());
    }

    private static boolean cuts(CharSequence text, int at) {
        return at > 0
                && at < text.length()
                && Character.isHighSurrogate(text.charAt(at - 1))
                && Character.isLowSurrogate(text.charAt(at));
    }

    private static long utf8Bytes(CharSequence text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            // Two bytes for each half of a pair.
            bytes += unit < 0x80 ? 1 : unit < 0x800 || Character.isSurrogate(unit) ? 2 : 3;
        }
        return bytes;
    }
}

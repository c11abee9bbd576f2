package org.odradek.store;

import org.odradek.core.action.Action;
import org.odradek.core.action.ActionCodec;
import org.odradek.core.cbor.CborWriter;
import org.odradek.core.text.BodyEventId;
import org.odradek.core.text.Splice;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Cuts an edit that is larger than an entry may be into the actions of several entries. Pure.
final class Pieces {
    /// An entry's actions stay below this, so that padding and headers still fit into 1 MiB.
    static final int ACTION_BYTES_MAX = 800_000;

    /// Three bytes a unit at most keep one text below the bound.
    private static final int INSERTED_UNITS_MAX = 200_000;

    private Pieces() {}

    /// The actions of each entry.
    static List<List<Action>> cut(List<Action> actions) {
        var pieces = new ArrayList<List<Action>>();
        var current = new ArrayList<Action>();
        int bytes = 0;
        for (var action : actions) {
            for (var part : parts(action)) {
                int size = size(part);
                if (!current.isEmpty() && bytes + size > ACTION_BYTES_MAX) {
                    pieces.add(List.copyOf(current));
                    current.clear();
                    bytes = 0;
                }
                current.add(part);
                bytes += size;
            }
        }
        pieces.add(List.copyOf(current));
        return pieces;
    }

    private static int size(Action action) {
        var out = new CborWriter();
        ActionCodec.write(out, action);
        return out.toByteArray().length;
    }

    /// A long text is inserted piece by piece, each piece upon the one before; a piece of its own entry each.
    private static List<Action> parts(Action action) {
        if (!(action instanceof Action.EditBody edit)
                || edit.splices().stream().mapToLong(s -> s.inserted().length()).sum()
                        <= INSERTED_UNITS_MAX) {
            return List.of(action);
        }
        var parts = new ArrayList<Action>();
        SortedSet<BodyEventId> parents = edit.parents();
        for (var splices : shares(edit.splices())) {
            // Only whole operations have names that do not depend on the entry they end up in.
            parts.add(new Action.EditBody(edit.item(), parents, splices, true));
            parents =
                    new TreeSet<>(
                            List.of(BodyEventId.whole(edit.item().bytes(), parents, splices)));
        }
        return parts;
    }

    private static List<List<Splice>> shares(List<Splice> splices) {
        var shares = new ArrayList<List<Splice>>();
        var share = new ArrayList<Splice>();
        int units = 0;
        for (var splice : splices) {
            for (var small : small(splice)) {
                if (!share.isEmpty() && units + small.inserted().length() > INSERTED_UNITS_MAX) {
                    shares.add(List.copyOf(share));
                    share.clear();
                    units = 0;
                }
                share.add(small);
                units += small.inserted().length();
            }
        }
        shares.add(List.copyOf(share));
        return shares;
    }

    private static List<Splice> small(Splice splice) {
        var text = splice.inserted();
        if (text.length() <= INSERTED_UNITS_MAX) {
            return List.of(splice);
        }
        var parts = new ArrayList<Splice>();
        for (int at = 0; at < text.length(); ) {
            int to = Math.min(text.length(), at + INSERTED_UNITS_MAX);
            if (to < text.length() && Character.isLowSurrogate(text.charAt(to))) {
                to--;
            }
            int deleted = at == 0 ? splice.deletedLength() : 0;
            parts.add(new Splice(splice.position() + at, deleted, text.substring(at, to)));
            at = to;
        }
        return parts;
    }
}

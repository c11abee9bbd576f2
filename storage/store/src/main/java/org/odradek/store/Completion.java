package org.odradek.store;

import org.odradek.core.action.Action;
import org.odradek.core.action.WriteId;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.ItemId;
import org.odradek.store.view.Materializer;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.SortedSet;

/// Completes what an edit replaces. Belongs to whoever has the turn.
final class Completion {
    private final Materializer materializer;
    private final DeviceId own;

    Completion(Materializer materializer, DeviceId own) {
        this.materializer = materializer;
        this.own = own;
    }

    /// A write that names nothing replaces what the screen showed. Of several writes to one field the last counts.
    @SuppressWarnings("ReferenceEquality") // The last write is that very action, not an equal one.
    List<Action> of(Edit edit) throws SQLException {
        var lastWrite = new HashMap<String, Action>();
        for (var action : edit.actions()) {
            if (action instanceof Action.SetField(var item, var field, _, _)) {
                lastWrite.put(item + " " + field, action);
            }
        }
        var actions = new ArrayList<Action>();
        for (var action : edit.actions()) {
            if (!(action instanceof Action.SetField(var item, var field, var values, var over))) {
                actions.add(action);
            } else if (lastWrite.get(item + " " + field) == action) {
                actions.add(
                        over.isEmpty()
                                ? new Action.SetField(item, field, values, heads(edit, item, field))
                                : action);
            }
        }
        return actions;
    }

    private SortedSet<WriteId> heads(Edit edit, ItemId item, String field) throws SQLException {
        return materializer.headsAt(item, field, edit.upon(), own);
    }
}

package org.odradek.store.view;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.ItemId;
import org.odradek.core.item.ItemState;
import org.odradek.core.item.Shown;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;

/// Reads states as committed, for whoever looks at the past.
public final class StateReader {
    private StateReader() {}

    /// The item's key in the tables; empty when nobody mentioned it.
    public static OptionalLong key(Connection connection, ItemId item) throws SQLException {
        var rows = ItemTable.rows(connection, List.of(item));
        return rows.isEmpty() ? OptionalLong.empty() : OptionalLong.of(rows.getFirst().key());
    }

    /// The item's present state; empty when nobody mentioned it.
    public static ItemState state(Connection connection, ItemId item) throws SQLException {
        var rows = ItemTable.rows(connection, List.of(item));
        return rows.isEmpty()
                ? ItemState.empty(item)
                : ViewReader.state(connection, rows.getFirst());
    }

    /// What an earlier state would show, in the notebooks of now.
    public static ItemRow row(ItemState state, String body, Published moment) {
        var shown = Shown.of(state);
        var notebook = shown.notebook();
        boolean live = moment.notebooks().isLive(notebook);
        return new ItemRow(
                state.id(),
                shown.kind(),
                shown.name(),
                live ? notebook : null,
                path(moment, notebook),
                shown.tags(),
                shown.pinned(),
                shown.status(),
                shown.due(),
                shown.reminder(),
                shown.completedOn(),
                shown.priority(),
                shown.repeat(),
                shown.repeatFrom(),
                shown.parent(),
                shown.trashed(),
                shown.createdMs(),
                shown.updatedMs(),
                Snippets.of(body),
                0,
                0,
                state.attachments().additions().size(),
                0,
                0,
                shown.orderKey());
    }

    private static @Nullable String path(Published moment, @Nullable ItemId notebook) {
        return moment.notebooks().path(notebook);
    }
}

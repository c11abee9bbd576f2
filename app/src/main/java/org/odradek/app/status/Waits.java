package org.odradek.app.status;

import org.odradek.core.entry.ItemId;
import org.odradek.store.Store;
import org.odradek.store.view.NotebookRow;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What waits here: own edits for the server, and what came from other devices for what has not come yet. Pure.
///
/// @param named  what the edits that wait longest are about
/// @param more   how many others there are
/// @param held   entries of other devices that follow some that are not here
/// @param parked entries that could not be read
record Waits(List<Named> named, int more, int held, int parked) {
    /// An item or a notebook.
    record Named(ItemId id, String title, boolean isNotebook) {}

    /// @param atMost so many are named
    static Waits in(Store store, int atMost) {
        var view = store.view();
        var notebooks = view.notebooks();
        var named =
                view.undelivered(atMost).stream()
                        .flatMap(id -> named(store, id, notebooks).stream())
                        .toList();
        var standing = store.standing();
        int more = Math.max(0, standing.undeliveredItems() - named.size());
        return new Waits(named, more, standing.waiting(), standing.parked());
    }

    private static Optional<Named> named(Store store, ItemId id, List<NotebookRow> notebooks) {
        var items =
                store.view().rows(List.of(id)).stream()
                        .map(row -> new Named(id, row.title(), false));
        var places =
                notebooks.stream()
                        .filter(notebook -> notebook.id().equals(id))
                        .map(notebook -> new Named(id, notebook.name(), true));
        return Stream.concat(items, places).findFirst();
    }
}

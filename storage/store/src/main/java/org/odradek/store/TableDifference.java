package org.odradek.store;

import org.odradek.core.entry.ItemId;
import org.odradek.core.text.TextDifference;
import org.odradek.store.view.ViewChange;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// What a screen has to hear when other tables take the place of those that it was drawn from.
///
/// @param items  all that were there before or are there now
/// @param bodies texts of which both tables have a version, and another one
record TableDifference(Set<ItemId> items, Map<ItemId, ViewChange.BodyChange> bodies) {
    /// Compares, and lets the new tables know what a screen has shown that was drawn from the old ones, so that an edit made upon that screen
    /// replaces nothing that it did not show. The old ones hold little.
    static TableDifference of(Tables before, Tables after) throws SQLException {
        var bodies = new HashMap<ItemId, ViewChange.BodyChange>();
        var items = items(before.connection);
        for (var item : items) {
            var old = before.materializer.state(item);
            var next = after.materializer.state(item);
            after.materializer.replaced(after.position(), old, next);
            if (!old.body().equals(next.body())) {
                var splices =
                        TextDifference.splices(
                                before.materializer.body(item), after.materializer.body(item));
                bodies.put(item, new ViewChange.BodyChange(old.body(), splices, next.body()));
            }
        }
        items.addAll(items(after.connection));
        return new TableDifference(items, bodies);
    }

    private static Set<ItemId> items(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("SELECT id FROM item");
                var found = select.executeQuery()) {
            var items = new LinkedHashSet<ItemId>();
            while (found.next()) {
                items.add(new ItemId(found.getObject(1, UUID.class)));
            }
            return items;
        }
    }

    /// The change as it is told.
    ViewChange told(Tables tables) {
        return new ViewChange(
                tables.position(),
                false,
                tables.devices.arrived().seqByDevice().keySet().stream()
                        .filter(device -> !tables.isOf(device))
                        .findFirst()
                        .orElseGet(() -> tables.devices.all().iterator().next().id()),
                items,
                bodies,
                true,
                true,
                true,
                true);
    }
}

package org.odradek.store;

import org.odradek.core.entry.ItemId;
import org.odradek.store.delivery.Note;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;

/// Takes notes into the tables. Belongs to the writing thread.
final class Notes {
    private Notes() {}

    /// Answers the items whose rows change by it.
    static Set<ItemId> apply(Tables tables, Note note) throws SQLException {
        var items = new LinkedHashSet<ItemId>();
        switch (note) {
            case Note.Put(var name, var content) -> tables.delivery.put(name, content);
            case Note.Remove(var name) -> tables.delivery.remove(name);
            case Note.Delivered(var atServer) ->
                    tables.delivery.deliver(atServer).forEach(id -> items.add(new ItemId(id)));
            case Note.SeenBy(var reader, var received, var atMs) ->
                    tables.delivery.seen(reader, received, atMs);
        }
        return items;
    }
}

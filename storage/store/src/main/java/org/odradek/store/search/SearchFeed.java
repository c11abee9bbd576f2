package org.odradek.store.search;

import org.odradek.core.entry.ItemId;
import org.odradek.store.view.View;
import org.odradek.store.view.ViewPosition;

import java.util.List;

/// What the index follows.
public interface SearchFeed {
    View view();

    /// Names the tables that the view reads; others number positions otherwise.
    String tables();

    /// Items whose rows or texts changed after this position; all items for position 0.
    List<ItemId> changedAfter(ViewPosition position);
}

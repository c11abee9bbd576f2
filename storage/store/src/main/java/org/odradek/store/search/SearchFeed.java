package org.odradek.store.search;

import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.ItemId;
import org.odradek.store.view.View;
import org.odradek.store.view.ViewPosition;

import java.util.List;
import java.util.Set;

/// What the index follows.
public interface SearchFeed {
    View view();

    /// Devices that people call so, in upper or lower case; several may have one name.
    Set<DeviceId> devicesNamed(String name);

    /// Names the tables that the view reads; others number positions otherwise.
    String tables();

    /// Items whose rows or texts changed after this position; all items for position 0.
    List<ItemId> changedAfter(ViewPosition position);
}

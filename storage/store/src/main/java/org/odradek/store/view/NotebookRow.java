package org.odradek.store.view;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.ItemId;

/// A notebook in the tree.
///
/// @param parent null at the top
/// @param path   names from the top, joined by `/`; a slash in a name is written `\/`
/// @param items  live items directly in it
/// @param itemsBelow live items in it and in all notebooks below
public record NotebookRow(
        ItemId id,
        @Nullable ItemId parent,
        String name,
        String path,
        int items,
        int itemsBelow,
        String orderKey) {}

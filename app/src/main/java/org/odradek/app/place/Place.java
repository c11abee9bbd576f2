package org.odradek.app.place;

import org.odradek.core.entry.ItemId;

/// What fills the window's middle: a list with its editor, or a panel.
public sealed interface Place {
    /// A list of items, beside which the editor stands.
    sealed interface Listing extends Place {}

    record Inbox() implements Listing {}

    record Today() implements Listing {}

    record Upcoming() implements Listing {}

    record All() implements Listing {}

    record Tasks() implements Listing {}

    record Trash() implements Listing {}

    /// A notebook and what is below it.
    record InNotebook(ItemId notebook) implements Listing {}

    record Tagged(String tag) implements Listing {}

    /// What a query finds.
    record Searching(String query) implements Listing {}

    record Conflicts() implements Place {}

    record Settings() implements Place {}

    record Account() implements Place {}

    /// The account's devices.
    record Devices() implements Place {}

    record Import() implements Place {}
}

package org.odradek.store.view;

import org.odradek.core.conflict.ConflictId;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.ItemId;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Reads the view. Thread-safe; every call answers from one committed state. Virtual threads must not call it: H2 is behind it.
public interface View {
    ViewPosition position();

    /// The ids of a list, whole: 100,000 of them are 1.6 MB.
    List<ItemId> ids(ListQuery query);

    /// Rows in the order asked for; ids that are not there are left out.
    List<ItemRow> rows(Collection<ItemId> ids);

    Optional<ItemDetail> item(ItemId id);

    /// The same of several, in the order asked for and from one committed state; ids that are not there are left out. Their texts are all
    /// in memory at once.
    List<ItemDetail> items(Collection<ItemId> ids);

    /// The same as far as a search index needs them, with fewer reads.
    List<ItemText> texts(Collection<ItemId> ids);

    /// Items and notebooks about which an entry waits for the server, the one that has waited longest first; at most `atMost` of them.
    List<ItemId> undelivered(int atMost);

    /// Whether any entry here concerns this item or notebook, be it live, trashed, removed or purged.
    boolean knows(ItemId id);

    /// All live notebooks, parents before children, siblings by manual order and name.
    List<NotebookRow> notebooks();

    /// Finds a notebook by its path (`A/B`, `\/` for a slash in a name), names compared in normalised form.
    Optional<NotebookRow> notebook(String path);

    List<TagRow> tags();

    Counts counts(LocalDate today);

    /// Open conflicts, newest first, the same order on every device.
    List<ConflictRow> conflicts();

    /// Open and settled ones.
    List<ConflictRow> allConflicts();

    /// The conflict of this name, or the one that now holds its versions.
    Optional<ConflictRow> conflict(ConflictId id);

    /// Conflicts, open and settled, whose id begins with these characters; at most 20.
    List<ConflictId> conflictsWithPrefix(String prefix);

    /// Items, or with `notebooks` notebooks, whose id begins with these characters; at most 20.
    List<ItemId> withPrefix(String prefix, boolean notebooks);

    /// The name that a person gave the device; the start of its id when none is known.
    String deviceName(DeviceId device);

    /// A keyed hash over everything that is equal wherever the entries are equal, as 64 hexadecimal digits.
    String viewHash();
}

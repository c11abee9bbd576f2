package org.odradek.store.history;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.Action;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.GestureId;
import org.odradek.core.entry.ItemId;
import org.odradek.core.entry.Origin;
import org.odradek.store.Submission;
import org.odradek.store.view.ItemDetail;

import java.util.List;
import java.util.Optional;

/// The past. Nothing here deletes: undo, redo and revert are new entries. Thread-safe.
public interface History {
    /// Edits of one item, newest first, before an entry if one is given.
    List<Row> of(ItemId item, int limit, @Nullable EntryId before);

    /// The log of all items, newest first; `n` of a row is its position in this device's order of arrival.
    List<LogRow> log(@Nullable ItemId item, long afterN, int limit);

    /// The item as it was right after an entry; empty when it did not exist.
    Optional<ItemDetail> at(ItemId item, EntryId entry);

    /// The item as it was at a time (ms since 1970) by the entries' wall clocks.
    Optional<ItemDetail> at(ItemId item, long atMs);

    /// Brings the item's text, title and task fields back to what they were right after an entry, as a new entry.
    Submission revert(ItemId item, EntryId entry);

    /// What undoing would change, without doing it. Without an entry: the last gesture made on this device that is not undone.
    Optional<UndoPlan> planUndo(@Nullable EntryId entry);

    /// Undoes a gesture; what others changed since stays.
    Submission undo(UndoPlan plan);

    /// What redo would bring back: the last undo on this device that nothing followed.
    Optional<UndoPlan> planRedo();

    /// How far the item's newest edits have come, newest first.
    List<Receipt> receipts(ItemId item, int limit);

    /// Texts that were merged from two devices without a question, newest first.
    List<Merged> merged(int limit);

    /// Takes one side's part of a merged text back.
    Submission revertMerged(EntryId entry);

    /// One entry, as far as it concerned the item. `summary` is one line in English without the text itself.
    record Row(
            EntryId entry,
            long atMs,
            String zone,
            DeviceId device,
            String deviceName,
            Origin origin,
            String summary) {}

    /// One entry of the log.
    record LogRow(
            long n,
            EntryId entry,
            long atMs,
            String zone,
            DeviceId device,
            Origin origin,
            List<Action> actions) {}

    /// An undo that has not happened yet.
    ///
    /// @param entry   the entry by which it was asked for
    /// @param summary "Moved 12 items"
    /// @param items   what will change
    /// @param kept    what was changed again since and stays, one sentence each
    record UndoPlan(
            GestureId gesture,
            EntryId entry,
            String summary,
            List<ItemId> items,
            List<String> kept,
            List<Action> actions) {}

    /// How far one edit has come.
    record Receipt(EntryId entry, long atMs, boolean here, boolean atServer, List<Seen> seenBy) {}

    /// A device that has it, and when that was learnt.
    record Seen(DeviceId device, String deviceName, long atMs) {}

    /// One automatic merge.
    record Merged(
            EntryId entry,
            ItemId item,
            String title,
            long atMs,
            List<String> devices,
            List<MergedPlace> places) {}

    /// A piece of a merged text: before, merged, and each device's part.
    record MergedPlace(String base, String merged, List<String> versions) {}
}

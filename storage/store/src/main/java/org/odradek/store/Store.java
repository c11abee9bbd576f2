package org.odradek.store;

import org.odradek.core.causality.VersionVector;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.SealedEntry;
import org.odradek.core.entry.ServerSight;
import org.odradek.store.attachment.AttachmentFolder;
import org.odradek.store.doctor.Doctor;
import org.odradek.store.history.History;
import org.odradek.store.profile.Profile;
import org.odradek.store.profile.ProfileIdentity;
import org.odradek.store.search.Search;
import org.odradek.store.snapshot.LogCut;
import org.odradek.store.view.View;
import org.odradek.store.view.ViewChange;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// One profile's notes and tasks: its log and the view made from it. One process owns a profile at a time. All methods may be called
/// from any platform thread and none waits for the network; writes happen one after another.
public interface Store extends AutoCloseable {
    /// Makes one entry of an edit. Answers when the entry is durable in the journal and the view shows it; blocks for about one
    /// forced write. Never call it on the thread that draws the screen.
    Submission submit(Edit edit);

    /// Takes entries that other devices made, in any order and any number of times. Those whose causes are missing wait in the log.
    /// Answers when all of them are durable. Throws [org.odradek.store.journal.JournalStoppedException] when the disk takes nothing.
    Reception receive(List<SealedEntry> entries);

    /// The same for entries that the server gave, with what else becomes durable in the same write: what the server keeps, as
    /// [#delivered] says it, and facts as [#facts] keeps them. Neither is noted when an entry belongs to another history.
    Reception receive(List<SealedEntry> entries, VersionVector atServer, Map<String, byte[]> facts);

    /// Queries over the view; each answer is of one moment.
    View view();

    /// Search over all items, following the log.
    Search search();

    /// The past of items, undo, receipts, and texts that were merged for the person.
    History history();

    /// The files that items refer to.
    AttachmentFolder attachments();

    /// Verifies, and rebuilds the view beside the live one.
    Doctor doctor();

    /// Who this device is: account, device, keys.
    Profile profile();

    /// Why this profile cannot become that device of its account by [Stores#reenrol], as a sentence; empty when it can. Reads the whole
    /// journal, and changes nothing.
    ///
    /// @param held as there
    Optional<String> hindrance(ProfileIdentity identity, long held);

    /// The same for a device of another account, which it would become by [Stores#rehome].
    default Optional<String> hindrance(ProfileIdentity identity) {
        return hindrance(identity, AccountChange.OF_OTHER_ACCOUNT);
    }

    /// What this device has received of each device's log, itself included, without a gap.
    VersionVector received();

    /// Own entries and others' that the server has not acknowledged, at most `entriesMax` of them: in causal order, and then those that
    /// wait for their causes. What follows a damaged one in its device's log is left out with it, since the chain needs it.
    ///
    /// @param damaged told of the first damaged one of each log
    List<SealedEntry> undelivered(int entriesMax, Consumer<EntryId> damaged);

    /// The same, for whom the whole ones are enough.
    default List<SealedEntry> undelivered(int entriesMax) {
        return undelivered(entriesMax, _ -> {});
    }

    /// Sealed entries by identity, as far as they are here.
    List<SealedEntry> sealed(List<EntryId> entries);

    /// Whether every entry of these logs up to and including that seq is here, whether it waits or not.
    boolean has(VersionVector entries);

    /// Up to which seq every entry of a device's log is here, whether it waits or not; 0 when none is.
    long held(DeviceId device);

    /// The hash of an entry that is here, whether it waits or not, which is known also where its record is damaged.
    Optional<byte[]> hash(EntryId entry);

    /// The log as it stands now, for another device to start from.
    LogCut cut();

    /// Notes durably what the server keeps: every entry of these logs up to and including that seq, and nothing else. A log that is
    /// missing, or a lower seq than before, means that the server lost entries, which are undelivered again.
    void delivered(VersionVector atServer);

    /// What the server keeps of each device's log, as was last noted.
    VersionVector delivered();

    /// Notes durably what another device of this account has acknowledged, for receipts; `atMs` is when that was learnt.
    void seenBy(DeviceId device, VersionVector received, long atMs);

    /// Notes what the server's chain looks like to this device; entries made from now on carry it. Not durable.
    void sighted(ServerSight sight);

    /// How many entries wait for their causes, and how many could not be read.
    Standing standing();

    /// The numbers of what is not in the view, and of what the server does not keep yet.
    ///
    /// @param undelivered        entries, but for those that wait
    /// @param undeliveredItems   items that those entries are about
    /// @param undeliveredSinceMs when the oldest of those entries was made; 0 when there is none
    record Standing(
            int waiting,
            int parked,
            long undelivered,
            int undeliveredItems,
            long undeliveredSinceMs) {}

    /// Small durable facts of this device that are no edits: the sync cursor, "work offline", the window's state. They are kept in
    /// the journal and never leave this device.
    LocalFacts facts();

    /// Calls the listener after each change of the view, on the store's own thread, in order; it must return quickly.
    Subscription subscribe(Consumer<ViewChange> listener);

    /// Writes a checkpoint and gives the profile free.
    @Override
    void close();

    /// Ends a subscription when closed.
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}

package org.odradek.store;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.Action;
import org.odradek.core.causality.VersionVector;
import org.odradek.core.entry.Causal;
import org.odradek.core.entry.Entry;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.EntrySealer;
import org.odradek.core.entry.Gesture;
import org.odradek.core.entry.GestureId;
import org.odradek.core.entry.SealedEntry;
import org.odradek.core.entry.ServerSight;
import org.odradek.core.item.Stamp;
import org.odradek.store.journal.AppendResult;
import org.odradek.store.journal.NewRecord;
import org.odradek.store.journal.Place;
import org.odradek.store.journal.RecordKind;
import org.odradek.store.log.DeviceLog;
import org.odradek.store.log.EntryRow;
import org.odradek.store.log.LogTable;
import org.odradek.store.profile.KeyMaking;
import org.odradek.store.profile.ProfileIdentity;
import org.odradek.store.view.EntryPlan;
import org.odradek.store.view.ViewPosition;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/// Makes this device's entries: seals them, and hands the bytes to the journal while the tables are filled.
/// Belongs to the thread that has the turn to change the tables; only `sealAtHand` is for another than the writing one.
final class OwnEntries {
    /// Gestures whose next entry may still come; a gesture that has rested behind so many others is over.
    private static final int GESTURES_MAX = 1_000;

    private final Tables tables;
    private final EntrySealer sealer;
    private final ProfileIdentity identity;
    private final StoreOptions options;
    private final JournalLane journal;
    private final Completion completion;
    private final Map<GestureId, Integer> gestures =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<GestureId, Integer> eldest) {
                    return size() > GESTURES_MAX;
                }
            };
    private final List<Made> made = new ArrayList<>();
    private volatile @Nullable ServerSight sight;

    OwnEntries(
            Tables tables,
            EntrySealer sealer,
            ProfileIdentity identity,
            StoreOptions options,
            JournalLane journal) {
        this.tables = tables;
        this.sealer = sealer;
        this.identity = identity;
        this.options = options;
        this.journal = journal;
        this.completion = new Completion(tables.materializer, identity.device());
    }

    /// The same with other keys and tables.
    OwnEntries with(ProfileIdentity newIdentity, EntrySealer newSealer, Tables newTables) {
        var next = new OwnEntries(newTables, newSealer, newIdentity, options, journal);
        next.sight = sight;
        next.gestures.putAll(gestures);
        return next;
    }

    /// An entry that is in the tables' transaction and on its way to the disk.
    ///
    /// @param durable answered for all records of its edit
    /// @param number  which of them is its own
    record Made(
            EntryId id,
            GestureId gesture,
            ViewPosition position,
            Place expected,
            CompletableFuture<AppendResult> durable,
            int number) {
        /// What the disk said, once it said something.
        Optional<AppendResult> saidByDisk() {
            return durable.isDone() && !durable.isCompletedExceptionally()
                    ? Optional.of(durable.join())
                    : Optional.empty();
        }
    }

    void sight(ServerSight newSight) {
        sight = newSight;
    }

    /// Makes the entries of an edit, of which the disk keeps all or nothing, or refuses it, which leaves no trace.
    ///
    /// @param all what is on its way to the disk is added here, also before a fault
    Optional<Submission.Refused> make(Edit edit, List<Made> all) throws SQLException {
        var refused = refusal(edit);
        if (refused.isPresent()) {
            return refused;
        }
        var gesture = gesture(edit);
        var own = tables.devices.of(identity.device());
        var pieces = Pieces.cut(completion.of(edit));
        var records = new ArrayList<NewRecord>();
        var durable = new CompletableFuture<AppendResult>();
        try {
            for (var piece : pieces) {
                boolean isLast = records.size() == pieces.size() - 1;
                var sealed = seal(own, edit, piece, gesture, isLast && !edit.more());
                records.add(sealed.record);
                if (isLast) {
                    journal.append(NewRecord.group(records), durable);
                }
                take(own, sealed, durable, all);
            }
        } catch (IllegalArgumentException e) {
            if (!all.isEmpty()) {
                throw new IllegalStateException("a later piece of an edit does not fit", e);
            }
            return Optional.of(
                    Bounds.bad("This edit does not fit what is here: " + e.getMessage() + "."));
        } finally {
            if (records.size() < pieces.size()) {
                durable.completeExceptionally(new IllegalStateException("the edit was not made"));
            }
        }
        return Optional.empty();
    }

    private Optional<Submission.Refused> refusal(Edit edit) throws SQLException {
        for (var action : edit.actions()) {
            var refused = Bounds.check(action);
            if (refused.isPresent()) {
                return refused;
            }
        }
        return new BodyFit(tables.materializer).check(edit.actions());
    }

    private GestureId gesture(Edit edit) {
        return edit.gesture() == null
                ? new GestureId(KeyMaking.uuid7(options.clock().millis(), options.randomBytes()))
                : edit.gesture();
    }

    /// An entry that is planned and sealed, of which no table knows yet.
    ///
    /// @param expected where it will stand in the journal unless something comes between
    @SuppressWarnings("ArrayRecordComponent") // The hash is handed through.
    record Sealed(
            Entry entry,
            EntryPlan plan,
            VersionVector seen,
            byte[] hash,
            NewRecord record,
            Place expected) {}

    /// Plans and seals an edit without a look into any table, so that it can be done on any thread that has the turn; empty when that does not
    /// go, or when the edit is to be refused.
    Optional<Sealed> sealAtHand(Edit edit) throws SQLException {
        var actions = edit.actions();
        if (!tables.materializer.isAtHand(actions) || refusal(edit).isPresent()) {
            return Optional.empty();
        }
        var pieces = Pieces.cut(completion.of(edit));
        if (pieces.size() > 1) {
            return Optional.empty();
        }
        var own = tables.devices.of(identity.device());
        try {
            return Optional.of(seal(own, edit, pieces.getFirst(), gesture(edit), !edit.more()));
        } catch (IllegalArgumentException e) {
            // The writing thread finds the same, and refuses.
            return Optional.empty();
        }
    }

    private Sealed seal(
            DeviceLog own, Edit edit, List<Action> actions, GestureId gesture, boolean last)
            throws SQLException {
        var id = new EntryId(identity.device(), own.arrived() + 1);
        var news = news(own);
        var causal =
                new Causal(
                        news,
                        tables.parked,
                        tables.comingReading(),
                        options.clock().millis(),
                        options.clock().getZone().getId(),
                        edit.origin(),
                        new Gesture(gesture, gestures.getOrDefault(gesture, 0), last),
                        sight);
        var entry = new Entry(id, causal, actions);
        var seen = own.seen().merge(news);
        var plan = plan(Arrivals.stamp(entry, seen), entry);
        var sealed = sealer.seal(entry, own.lastHash());
        var encoded = sealed.encode();
        if (encoded.length > SealedEntry.BYTES_MAX) {
            tables.materializer.drop(entry);
            throw new IllegalArgumentException("an entry of " + encoded.length + " bytes");
        }
        tables.take(causal.hlc());
        return new Sealed(
                entry,
                plan,
                seen,
                sealed.header().hash(),
                new NewRecord(RecordKind.ENTRY, encoded),
                journal.end());
    }

    /// Takes an entry into the tables that is on its way to the disk.
    ///
    /// @param all it is added here, also before a fault
    void take(Sealed sealed, CompletableFuture<AppendResult> durable, List<Made> all)
            throws SQLException {
        take(tables.devices.of(identity.device()), sealed, durable, all);
    }

    private void take(
            DeviceLog own, Sealed sealed, CompletableFuture<AppendResult> durable, List<Made> all)
            throws SQLException {
        var entry = sealed.entry;
        var causal = entry.causal();
        var gesture = causal.gesture();
        var position = tables.nextPosition();
        // First of all, so that a fault behind it is followed by a replay of what the disk has.
        var one =
                new Made(entry.id(), gesture.id(), position, sealed.expected, durable, all.size());
        made.add(one);
        all.add(one);
        tables.materializer.take(sealed.plan, position, true);
        own.arrive(sealed.hash, sealed.seen);
        tables.devices.touch(own);
        var items = tables.materializer.keys(sealed.plan.items());
        for (long itemKey : items) {
            tables.delivery.await(own, entry.id().seq(), itemKey, causal.wallMs());
        }
        gestures.put(gesture.id(), gesture.index() + 1);
        var row = EntryRow.of(entry, sealed.plan.stamp(), position.value(), sealed.expected);
        tables.log.insert(
                own.entryKey(entry.id().seq()), LogTable.State.APPLIED, row, sealed.hash, items);
        tables.reach(sealed.expected);
    }

    private EntryPlan plan(Stamp stamp, Entry entry) throws SQLException {
        try {
            return tables.materializer.plan(stamp, entry);
        } catch (IllegalArgumentException e) {
            tables.materializer.drop(entry);
            throw e;
        }
    }

    /// What this device has received of others since its previous entry.
    private VersionVector news(DeviceLog own) {
        var others = new TreeMap<>(tables.devices.arrived().seqByDevice());
        others.remove(identity.device());
        return new VersionVector(others).differenceTo(own.seen());
    }

    /// Waits for the disk and notes where the entries stand. Answers the stop when the journal took not all of them.
    Optional<AppendResult.NotWritten> settle() throws SQLException {
        for (var each : made) {
            switch (BriefWait.join(each.durable)) {
                case AppendResult.NotWritten stopped -> {
                    return Optional.of(stopped);
                }
                case AppendResult.Durable(var places) -> {
                    var place = places.get(each.number);
                    if (!place.equals(each.expected)) {
                        tables.log.place(tables.devices.entryKey(each.id), place);
                        tables.reach(place);
                    }
                }
            }
        }
        made.clear();
        return Optional.empty();
    }

    /// Forgets what was made and not committed, after the disk has answered for all of it.
    void reload() {
        for (var each : made) {
            each.durable.handle((_, _) -> 0).join();
        }
        made.clear();
    }
}

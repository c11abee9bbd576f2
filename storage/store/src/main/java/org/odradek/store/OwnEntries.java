package org.odradek.store;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.Action;
import org.odradek.core.action.WriteId;
import org.odradek.core.causality.VersionVector;
import org.odradek.core.entry.Causal;
import org.odradek.core.entry.Entry;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.EntrySealer;
import org.odradek.core.entry.Gesture;
import org.odradek.core.entry.GestureId;
import org.odradek.core.entry.ItemId;
import org.odradek.core.entry.SealedEntry;
import org.odradek.core.entry.ServerSight;
import org.odradek.core.item.Stamp;
import org.odradek.store.journal.AppendResult;
import org.odradek.store.journal.NewRecord;
import org.odradek.store.journal.Place;
import org.odradek.store.journal.RecordKind;
import org.odradek.store.log.DeviceLog;
import org.odradek.store.log.EntryRow;
import org.odradek.store.profile.KeyMaking;
import org.odradek.store.profile.ProfileIdentity;
import org.odradek.store.view.EntryPlan;
import org.odradek.store.view.ViewPosition;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/// Makes this device's entries: completes what an edit replaces, seals, and hands the bytes to the journal while the tables are filled.
/// Belongs to the writing thread.
final class OwnEntries {
    /// Gestures whose next entry may still come; a gesture that has rested behind so many others is over.
    private static final int GESTURES_MAX = 1_000;

    private final Tables tables;
    private final EntrySealer sealer;
    private final ProfileIdentity identity;
    private final StoreOptions options;
    private final JournalLane journal;
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
    }

    /// The same with other keys and tables.
    OwnEntries with(ProfileIdentity newIdentity, EntrySealer newSealer, Tables newTables) {
        var next = new OwnEntries(newTables, newSealer, newIdentity, options, journal);
        next.sight = sight;
        next.gestures.putAll(gestures);
        return next;
    }

    /// An entry that is in the tables' transaction and on its way to the disk.
    record Made(
            EntryId id,
            GestureId gesture,
            ViewPosition position,
            CompletableFuture<AppendResult> durable) {}

    void sight(ServerSight newSight) {
        sight = newSight;
    }

    /// What an edit came to, before it is durable.
    sealed interface Outcome {
        record Entries(List<Made> made) implements Outcome {}

        record Refused(Submission.Refused answer) implements Outcome {}
    }

    /// Makes the entries of an edit. Refusals leave no trace.
    Outcome make(Edit edit) throws SQLException {
        for (var action : edit.actions()) {
            var refused = Bounds.check(action);
            if (refused.isPresent()) {
                return new Outcome.Refused(refused.get());
            }
        }
        var unfit = new BodyFit(tables.materializer).check(edit.actions());
        if (unfit.isPresent()) {
            return new Outcome.Refused(unfit.get());
        }
        var gesture =
                edit.gesture() == null
                        ? new GestureId(
                                KeyMaking.uuid7(options.clock().millis(), options.randomBytes()))
                        : edit.gesture();
        var own = tables.devices.of(identity.device());
        var pieces = Pieces.cut(complete(edit));
        var all = new ArrayList<Made>();
        for (var piece : pieces) {
            boolean last = all.size() == pieces.size() - 1;
            try {
                all.add(one(own, edit, piece, gesture, last && !edit.more()));
            } catch (IllegalArgumentException e) {
                if (!all.isEmpty()) {
                    throw new IllegalStateException("a later piece of an edit does not fit", e);
                }
                return new Outcome.Refused(
                        Bounds.bad("This edit does not fit what is here: " + e.getMessage() + "."));
            }
        }
        return new Outcome.Entries(all);
    }

    private Made one(
            DeviceLog own, Edit edit, List<Action> actions, GestureId gesture, boolean last)
            throws SQLException {
        var id = new EntryId(identity.device(), own.arrived() + 1);
        var news = news(own);
        int index = gestures.getOrDefault(gesture, 0);
        var causal =
                new Causal(
                        news,
                        tables.parked,
                        tables.nextReading(),
                        options.clock().millis(),
                        options.clock().getZone().getId(),
                        edit.origin(),
                        new Gesture(gesture, index, last),
                        sight);
        var entry = new Entry(id, causal, actions);
        var seen = own.seen().merge(news);
        var stamp = Arrivals.stamp(entry, seen);
        var plan = plan(stamp, entry);
        var sealed = sealer.seal(entry, own.lastHash());
        var encoded = sealed.encode();
        if (encoded.length > SealedEntry.BYTES_MAX) {
            tables.materializer.drop(entry);
            throw new IllegalArgumentException("an entry of " + encoded.length + " bytes");
        }
        var durable = journal.append(List.of(new NewRecord(RecordKind.ENTRY, encoded)));
        var position = tables.nextPosition();
        tables.materializer.take(plan, position, true);
        own.arrive(sealed.header().hash(), seen);
        tables.devices.touch(own);
        for (var item : plan.items()) {
            tables.delivery.await(own, id.seq(), tables.materializer.key(item), causal.wallMs());
        }
        gestures.put(gesture, index + 1);
        // The place is known only when the disk has answered.
        var row = EntryRow.of(entry, stamp, position.value(), Place.START);
        tables.log.insert(own.entryKey(id.seq()), row, sealed.header().hash());
        var one = new Made(id, gesture, position, durable);
        made.add(one);
        return one;
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

    /// A write that names nothing replaces what the screen showed. Of several writes to one field the last counts.
    @SuppressWarnings("ReferenceEquality") // The last write is that very action, not an equal one.
    private List<Action> complete(Edit edit) throws SQLException {
        var lastWrite = new HashMap<String, Action>();
        for (var action : edit.actions()) {
            if (action instanceof Action.SetField(var item, var field, _, _)) {
                lastWrite.put(item + " " + field, action);
            }
        }
        var actions = new ArrayList<Action>();
        for (var action : edit.actions()) {
            if (!(action instanceof Action.SetField(var item, var field, var values, var over))) {
                actions.add(action);
            } else if (lastWrite.get(item + " " + field) == action) {
                actions.add(
                        over.isEmpty()
                                ? new Action.SetField(item, field, values, heads(edit, item, field))
                                : action);
            }
        }
        return actions;
    }

    private SortedSet<WriteId> heads(Edit edit, ItemId item, String field) throws SQLException {
        return tables.materializer.headsAt(item, field, edit.upon(), identity.device());
    }

    /// Waits for the disk and notes where the entries stand. Answers the stop when the journal took not all of them.
    Optional<AppendResult.NotWritten> settle() throws SQLException {
        for (var each : made) {
            switch (each.durable.join()) {
                case AppendResult.NotWritten stopped -> {
                    return Optional.of(stopped);
                }
                case AppendResult.Durable durable -> {
                    tables.log.place(tables.devices.entryKey(each.id), durable.last());
                    tables.reach(durable.last());
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

package org.odradek.store;

import org.jspecify.annotations.Nullable;
import org.odradek.core.causality.Hlc;
import org.odradek.core.causality.VersionVector;
import org.odradek.core.cbor.MalformedCborException;
import org.odradek.core.entry.Entry;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.EntrySealer;
import org.odradek.core.entry.GestureId;
import org.odradek.core.entry.NewerFormatException;
import org.odradek.core.entry.Origin;
import org.odradek.core.entry.SealedEntry;
import org.odradek.core.entry.TamperedException;
import org.odradek.core.item.Stamp;
import org.odradek.store.journal.Place;
import org.odradek.store.log.DeviceLog;
import org.odradek.store.log.EntryRow;
import org.odradek.store.log.LogTable;
import org.odradek.store.view.EntryPlan;
import org.odradek.store.view.ViewPosition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/// Takes durable entries into the tables as soon as their causes have arrived, each device's in its order. The same code serves what other
/// devices made and what the journal replays. Belongs to the writing thread.
final class Arrivals {
    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);
    private static final GestureId NO_GESTURE = new GestureId(new UUID(0, 0));

    private final Tables tables;
    private final EntrySealer sealer;
    private final Function<Place, SealedEntry> journal;
    private final TreeMap<Long, Pending> waiting = new TreeMap<>();
    private final List<EntryId> applied = new ArrayList<>();
    private final List<EntryId> parkedNow = new ArrayList<>();
    private final List<EntryId> diverged = new ArrayList<>();

    Arrivals(Tables tables, EntrySealer sealer, Function<Place, SealedEntry> journal)
            throws SQLException {
        this.tables = tables;
        this.sealer = sealer;
        this.journal = journal;
        reload();
    }

    /// Forgets what was not committed.
    void reload() throws SQLException {
        waiting.clear();
        applied.clear();
        parkedNow.clear();
        diverged.clear();
        for (var each : LogTable.waiting(tables.connection)) {
            var pending = new Pending(each.place());
            pending.noted = true;
            waiting.put(each.entryKey(), pending);
        }
    }

    /// An entry that is durable and waits.
    private static final class Pending {
        final Place place;

        /// Whether it has a row in the log.
        boolean noted;

        @Nullable Incoming incoming;
        @Nullable Entry opened;
        boolean unreadable;

        Pending(Place place) {
            this.place = place;
        }
    }

    /// What the log says of an entry before it is taken in.
    enum Standing {
        NEW,
        KNOWN,
        DIVERGED
    }

    Standing standing(Incoming entry) throws SQLException {
        var id = entry.sealed().id();
        var device = tables.devices.of(id.device());
        var known = hash(device, id.seq());
        if (known.isPresent()) {
            return Arrays.equals(known.get(), entry.hash()) ? Standing.KNOWN : Standing.DIVERGED;
        }
        var before = id.seq() == 1 ? Optional.<byte[]>empty() : hash(device, id.seq() - 1);
        return before.isEmpty()
                        || Arrays.equals(before.get(), entry.sealed().header().previousHash())
                ? Standing.NEW
                : Standing.DIVERGED;
    }

    /// The hash of an entry that is here; the table is asked only for what lies back or waits.
    private Optional<byte[]> hash(DeviceLog device, long seq) throws SQLException {
        if (seq == device.arrived()) {
            return Optional.of(device.lastHash());
        }
        long key = device.entryKey(seq);
        var pending = waiting.get(key);
        if (pending != null && pending.incoming != null) {
            return Optional.of(pending.incoming.hash());
        }
        return seq < device.arrived() || pending != null ? tables.log.hash(key) : Optional.empty();
    }

    /// Takes in a durable entry that is new here, and all that waited for it.
    void take(Incoming entry, Place place) throws SQLException {
        var id = entry.sealed().id();
        var device = tables.devices.of(id.device());
        long key = device.entryKey(id.seq());
        var pending = new Pending(place);
        pending.incoming = entry;
        waiting.put(key, pending);
        drain(device);
        if (waiting.containsKey(key)) {
            tables.log.insertWaiting(key, place, entry.hash());
            pending.noted = true;
        }
    }

    EntrySealer sealer() {
        return sealer;
    }

    /// Whether entries of a log wait for others, of the same log or not.
    boolean isWaitedIn(DeviceLog device) {
        var next = waiting.ceilingKey(device.entryKey(device.arrived() + 1));
        return next != null && next < device.entryKey(DeviceLog.SEQ_MAX);
    }

    private void drain(DeviceLog first) throws SQLException {
        boolean moved = applyAll(first);
        while (moved) {
            moved = false;
            for (var device : devicesWaiting()) {
                moved |= applyAll(device);
            }
        }
    }

    private Set<DeviceLog> devicesWaiting() {
        var all = new LinkedHashSet<DeviceLog>();
        for (long key : waiting.keySet()) {
            all.add(tables.devices.of(tables.devices.entry(key).device()));
        }
        return all;
    }

    private boolean applyAll(DeviceLog device) throws SQLException {
        boolean moved = false;
        while (true) {
            long key = device.entryKey(device.arrived() + 1);
            var pending = waiting.get(key);
            if (pending == null || !apply(device, key, pending)) {
                return moved;
            }
            waiting.remove(key);
            moved = true;
        }
    }

    /// Answers false when causes are still missing.
    private boolean apply(DeviceLog device, long key, Pending pending) throws SQLException {
        var incoming =
                pending.incoming == null
                        ? new Incoming(journal.apply(pending.place), sealer)
                        : pending.incoming;
        pending.incoming = incoming;
        var sealed = incoming.sealed();
        if (!Arrays.equals(sealed.header().previousHash(), device.lastHash())) {
            if (pending.noted) {
                tables.log.remove(tables.connection, key);
            }
            waiting.remove(key);
            diverged.add(sealed.id());
            return false;
        }
        open(pending, incoming);
        var entry = pending.opened;
        if (entry == null) {
            var row = unread(sealed, tables.nextPosition(), pending.place);
            park(device, key, pending, incoming, row, device.seen());
            return true;
        }
        if (!tables.devices.haveArrived(entry.causal().seen())) {
            return false;
        }
        takeOpened(device, key, pending, incoming, entry);
        return true;
    }

    private void open(Pending pending, Incoming incoming) {
        if (pending.opened != null || pending.unreadable) {
            return;
        }
        pending.opened = incoming.opened().orElse(null);
        if (pending.opened != null) {
            return;
        }
        try {
            pending.opened = sealer.open(incoming.sealed());
        } catch (TamperedException | NewerFormatException | MalformedCborException e) {
            LOG.warn(
                    "Entry {} cannot be read and is parked: {}",
                    incoming.sealed().id(),
                    e.getMessage());
            pending.unreadable = true;
        }
    }

    private void takeOpened(
            DeviceLog device, long key, Pending pending, Incoming incoming, Entry entry)
            throws SQLException {
        var seen = device.seen().merge(entry.causal().seen());
        var stamp = stamp(entry, seen);
        tables.adopt(stamp.hlc(), entry.id().device());
        var plan = entry.isUnderstood() ? planOrNull(stamp, entry) : null;
        var position = tables.nextPosition();
        var row = EntryRow.of(entry, stamp, position.value(), pending.place);
        if (plan == null) {
            park(device, key, pending, incoming, row, seen);
            return;
        }
        tables.materializer.take(plan, position, false);
        var items = tables.materializer.keys(plan.items());
        note(key, pending, LogTable.State.APPLIED, row, incoming, items);
        arrive(device, incoming, seen);
        for (long item : items) {
            tables.delivery.await(device, entry.id().seq(), item, stamp.wallMs());
        }
        applied.add(entry.id());
    }

    private void park(
            DeviceLog device,
            long key,
            Pending pending,
            Incoming incoming,
            EntryRow row,
            VersionVector seen)
            throws SQLException {
        var entry = pending.opened;
        boolean readable = entry != null && entry.isUnderstood();
        note(key, pending, LogTable.State.PARKED, row, incoming, new long[0]);
        tables.log.park(key, row.place(), readable);
        tables.parked.add(incoming.sealed().id());
        arrive(device, incoming, seen);
        parkedNow.add(incoming.sealed().id());
    }

    private void note(
            long key,
            Pending pending,
            LogTable.State state,
            EntryRow row,
            Incoming incoming,
            long[] items)
            throws SQLException {
        if (pending.noted) {
            tables.log.arrive(key, state, row, items);
        } else {
            tables.log.insert(key, state, row, incoming.hash(), items);
        }
    }

    private void arrive(DeviceLog device, Incoming incoming, VersionVector seen) {
        device.arrive(incoming.hash(), seen);
        tables.devices.touch(device);
    }

    private static EntryRow unread(SealedEntry sealed, ViewPosition position, Place place) {
        var stamp =
                new Stamp(
                        sealed.id(),
                        VersionVector.EMPTY,
                        Collections.emptySortedSet(),
                        Hlc.ZERO,
                        0,
                        Origin.USER);
        return new EntryRow(position.value(), place, stamp, "", NO_GESTURE, true);
    }

    private @Nullable EntryPlan planOrNull(Stamp stamp, Entry entry) throws SQLException {
        try {
            return tables.materializer.plan(stamp, entry);
        } catch (RuntimeException e) {
            // A poisonous entry is parked and shown; the rest goes on. The message holds no text.
            LOG.warn("Entry {} does not fit and is parked.", entry.id(), e);
            tables.materializer.drop(entry);
            return null;
        }
    }

    static Stamp stamp(Entry entry, VersionVector seen) {
        var id = entry.id();
        var whole = id.seq() == 1 ? seen : seen.with(new EntryId(id.device(), id.seq() - 1));
        var causal = entry.causal();
        return new Stamp(
                id, whole, causal.parked(), causal.hlc(), causal.wallMs(), causal.origin());
    }

    int waiting() {
        return waiting.size();
    }

    /// Entries taken in, parked, and found to belong to another history since the last time.
    record Outcome(List<EntryId> applied, List<EntryId> parked, List<EntryId> diverged) {}

    Outcome outcome() {
        var outcome =
                new Outcome(List.copyOf(applied), List.copyOf(parkedNow), List.copyOf(diverged));
        applied.clear();
        parkedNow.clear();
        diverged.clear();
        return outcome;
    }
}

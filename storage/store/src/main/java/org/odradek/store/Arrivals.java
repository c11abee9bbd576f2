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
            waiting.put(each.entryKey(), new Pending(each.place()));
        }
    }

    /// An entry that is durable and waits.
    private static final class Pending {
        final Place place;
        @Nullable SealedEntry sealed;
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

    Standing standing(SealedEntry entry) throws SQLException {
        var device = tables.devices.of(entry.id().device());
        long key = device.entryKey(entry.id().seq());
        var known = tables.log.hash(key);
        if (known.isPresent()) {
            return Arrays.equals(known.get(), entry.header().hash())
                    ? Standing.KNOWN
                    : Standing.DIVERGED;
        }
        if (entry.id().seq() == 1) {
            return Standing.NEW;
        }
        var before = tables.log.hash(key - 1);
        return before.isEmpty() || Arrays.equals(before.get(), entry.header().previousHash())
                ? Standing.NEW
                : Standing.DIVERGED;
    }

    /// Takes in a durable entry that is new here, and all that waited for it.
    void take(SealedEntry entry, Place place) throws SQLException {
        var device = tables.devices.of(entry.id().device());
        long key = device.entryKey(entry.id().seq());
        tables.log.insertWaiting(key, place, entry.header().hash());
        var pending = new Pending(place);
        pending.sealed = entry;
        waiting.put(key, pending);
        drain(device);
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
        var sealed = pending.sealed == null ? journal.apply(pending.place) : pending.sealed;
        pending.sealed = sealed;
        if (!Arrays.equals(sealed.header().previousHash(), device.lastHash())) {
            tables.log.remove(tables.connection, key);
            waiting.remove(key);
            diverged.add(sealed.id());
            return false;
        }
        open(pending, sealed);
        var entry = pending.opened;
        if (entry == null) {
            var position = tables.nextPosition();
            park(
                    device,
                    key,
                    unread(sealed, position, pending.place),
                    device.seen(),
                    sealed,
                    false);
            return true;
        }
        if (!tables.devices.arrived().covers(entry.causal().seen())) {
            return false;
        }
        takeOpened(device, key, sealed, entry, pending.place);
        return true;
    }

    private void open(Pending pending, SealedEntry sealed) {
        if (pending.opened != null || pending.unreadable) {
            return;
        }
        try {
            pending.opened = sealer.open(sealed);
        } catch (TamperedException | NewerFormatException | MalformedCborException e) {
            LOG.warn("Entry {} cannot be read and is parked: {}", sealed.id(), e.getMessage());
            pending.unreadable = true;
        }
    }

    private void takeOpened(
            DeviceLog device, long key, SealedEntry sealed, Entry entry, Place place)
            throws SQLException {
        var seen = device.seen().merge(entry.causal().seen());
        var stamp = stamp(entry, seen);
        tables.adopt(stamp.hlc(), sealed.id().device());
        var plan = entry.isUnderstood() ? planOrNull(stamp, entry) : null;
        var position = tables.nextPosition();
        var row = EntryRow.of(entry, stamp, position.value(), place);
        if (plan == null) {
            park(device, key, row, seen, sealed, entry.isUnderstood());
            return;
        }
        tables.materializer.take(plan, position, false);
        tables.log.arrive(key, LogTable.State.APPLIED, row);
        arrive(device, sealed, seen);
        for (var item : plan.items()) {
            tables.delivery.await(
                    device, sealed.id().seq(), tables.materializer.key(item), stamp.wallMs());
        }
        applied.add(sealed.id());
    }

    private void park(
            DeviceLog device,
            long key,
            EntryRow row,
            VersionVector seen,
            SealedEntry sealed,
            boolean readable)
            throws SQLException {
        tables.log.arrive(key, LogTable.State.PARKED, row);
        tables.log.park(key, row.place(), readable);
        tables.parked.add(sealed.id());
        arrive(device, sealed, seen);
        parkedNow.add(sealed.id());
    }

    private void arrive(DeviceLog device, SealedEntry sealed, VersionVector seen) {
        device.arrive(sealed.header().hash(), seen);
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

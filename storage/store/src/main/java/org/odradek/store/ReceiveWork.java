package org.odradek.store;

import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.EntrySealer;
import org.odradek.core.entry.ItemId;
import org.odradek.core.entry.SealedEntry;
import org.odradek.core.entry.ServerSight;
import org.odradek.store.delivery.Note;
import org.odradek.store.journal.NewRecord;
import org.odradek.store.journal.RecordKind;
import org.odradek.store.journal.Stop;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Takes in what other devices made: durable first, with what is noted beside it, then applied. While the writing thread waits for the disk
/// and fills the tables, the caller's thread opens the entries ahead of it.
final class ReceiveWork extends Work<Reception> {
    private final Ledger ledger;
    private final List<Offered> offered;
    private final List<Note> beside;
    private final Consumer<Set<ItemId>> delivered;
    private final List<EntryId> diverged = new ArrayList<>();
    private Arrivals.Outcome outcome = new Arrivals.Outcome(List.of(), List.of(), List.of());
    private List<Note> noted = List.of();
    private List<Offered> fresh = List.of();
    private int known;
    private int waiting;

    /// @param beside    what becomes durable with the entries, unless one of them belongs to another history
    /// @param delivered told on the writing thread of items that wait for the server no more
    ReceiveWork(
            Ledger ledger,
            List<SealedEntry> entries,
            List<Note> beside,
            Consumer<Set<ItemId>> delivered) {
        super(true);
        this.ledger = ledger;
        this.beside = List.copyOf(beside);
        this.delivered = delivered;
        var sealer = ledger.arrivals().sealer();
        this.offered = entries.stream().map(entry -> Offered.of(entry, sealer)).toList();
    }

    /// An entry with what its caller's thread found out about it.
    ///
    /// @param whole whether its parts are those that its header binds
    @SuppressWarnings("ArrayRecordComponent") // Handed through and never compared.
    private record Offered(Incoming incoming, byte[] encoded, boolean whole) {
        static Offered of(SealedEntry entry, EntrySealer sealer) {
            return new Offered(new Incoming(entry, sealer), entry.encode(), entry.isWhole());
        }
    }

    DeviceId lastDevice() {
        return outcome.applied().isEmpty()
                ? ledger.identity().device()
                : outcome.applied().getLast().device();
    }

    @Override
    Reception await() {
        offered.forEach(each -> each.incoming.open());
        return super.await();
    }

    @Override
    void run() throws SQLException {
        fresh = findFresh();
        var notes = diverged.isEmpty() ? beside : List.<Note>of();
        if (!fresh.isEmpty() || !notes.isEmpty()) {
            var records = new ArrayList<NewRecord>();
            fresh.forEach(each -> records.add(new NewRecord(RecordKind.ENTRY, each.encoded)));
            notes.forEach(note -> records.add(new NewRecord(RecordKind.NOTE, note.encode())));
            var places = ledger.appendAndWait(records);
            if (places.isEmpty()) {
                return;
            }
            // What is at the server never waits for it.
            for (var note : notes) {
                delivered.accept(Notes.apply(ledger.tables(), note));
            }
            for (int i = 0; i < fresh.size(); i++) {
                ledger.arrivals().take(fresh.get(i).incoming, places.get(i));
            }
            ledger.tables().reach(places.getLast());
            noted = notes;
        }
        outcome = ledger.arrivals().outcome();
        waiting = ledger.arrivals().waiting();
    }

    /// What is neither here nor in contradiction to what is here or came before it, each once.
    private List<Offered> findFresh() throws SQLException {
        var fresh = new ArrayList<Offered>();
        var inThisCall = new HashMap<EntryId, byte[]>();
        for (var each : offered) {
            var entry = each.incoming;
            var sealed = entry.sealed();
            var id = sealed.id();
            var twin = inThisCall.get(id);
            var before =
                    id.seq() == 1 ? null : inThisCall.get(new EntryId(id.device(), id.seq() - 1));
            if (!sealed.header().account().equals(ledger.identity().account()) || !each.whole) {
                diverged.add(id);
            } else if (twin != null) {
                if (Arrays.equals(twin, entry.hash())) {
                    known++;
                } else {
                    diverged.add(id);
                }
            } else if (before != null && !Arrays.equals(before, sealed.header().previousHash())) {
                diverged.add(id);
            } else {
                switch (ledger.arrivals().standing(entry)) {
                    case NEW -> {
                        inThisCall.put(id, entry.hash());
                        fresh.add(each);
                    }
                    case KNOWN -> known++;
                    case DIVERGED -> diverged.add(id);
                }
            }
        }
        return fresh;
    }

    @Override
    Reception answer() {
        noted.forEach(ledger.facts()::take);
        diverged.addAll(outcome.diverged());
        return new Reception(
                outcome.applied(), known, waiting, outcome.parked(), diverged, sights());
    }

    private List<ServerSight> sights() {
        var sights = new ArrayList<ServerSight>();
        for (var each : fresh) {
            var sight = each.incoming.opened().map(entry -> entry.causal().server()).orElse(null);
            if (sight != null && (sights.isEmpty() || !isSame(sights.getLast(), sight))) {
                sights.add(sight);
            }
        }
        return sights;
    }

    private static boolean isSame(ServerSight one, ServerSight other) {
        return one.epoch() == other.epoch()
                && one.position() == other.position()
                && Arrays.equals(one.hash(), other.hash());
    }

    @Override
    Reception stopped(Stop stop) {
        throw Ledger.stopped(stop);
    }
}

package org.odradek.store;

import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.SealedEntry;
import org.odradek.store.journal.NewRecord;
import org.odradek.store.journal.RecordKind;
import org.odradek.store.journal.Stop;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/// Takes in what other devices made: durable first, then applied.
final class ReceiveWork extends Work<Reception> {
    private final Ledger ledger;
    private final List<SealedEntry> entries;
    private final List<EntryId> diverged = new ArrayList<>();
    private Arrivals.Outcome outcome = new Arrivals.Outcome(List.of(), List.of(), List.of());
    private int known;
    private int waiting;

    ReceiveWork(Ledger ledger, List<SealedEntry> entries) {
        super(true);
        this.ledger = ledger;
        this.entries = List.copyOf(entries);
    }

    DeviceId lastDevice() {
        return outcome.applied().isEmpty()
                ? ledger.identity().device()
                : outcome.applied().getLast().device();
    }

    @Override
    void run() throws SQLException {
        var fresh = fresh();
        if (!fresh.isEmpty()) {
            var records = new ArrayList<NewRecord>();
            fresh.forEach(entry -> records.add(new NewRecord(RecordKind.ENTRY, entry.encode())));
            var places = ledger.appendAndWait(records);
            if (places.isEmpty()) {
                return;
            }
            for (int i = 0; i < fresh.size(); i++) {
                ledger.arrivals().take(fresh.get(i), places.get(i));
                ledger.tables().reach(places.get(i));
            }
        }
        outcome = ledger.arrivals().outcome();
        waiting = ledger.arrivals().waiting();
    }

    /// What is neither here nor in contradiction to what is here, each once.
    private List<SealedEntry> fresh() throws SQLException {
        var fresh = new ArrayList<SealedEntry>();
        var inThisCall = new HashMap<EntryId, byte[]>();
        for (var entry : entries) {
            var hash = entry.header().hash();
            var twin = inThisCall.get(entry.id());
            if (!entry.header().account().equals(ledger.identity().account()) || !entry.isWhole()) {
                diverged.add(entry.id());
            } else if (twin != null) {
                if (Arrays.equals(twin, hash)) {
                    known++;
                } else {
                    diverged.add(entry.id());
                }
            } else {
                switch (ledger.arrivals().standing(entry)) {
                    case NEW -> {
                        inThisCall.put(entry.id(), hash);
                        fresh.add(entry);
                    }
                    case KNOWN -> known++;
                    case DIVERGED -> diverged.add(entry.id());
                }
            }
        }
        return fresh;
    }

    @Override
    Reception answer() {
        diverged.addAll(outcome.diverged());
        return new Reception(outcome.applied(), known, waiting, outcome.parked(), diverged);
    }

    @Override
    Reception stopped(Stop stop) {
        throw Ledger.stopped(stop);
    }
}

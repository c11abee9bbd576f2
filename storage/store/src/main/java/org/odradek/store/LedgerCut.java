package org.odradek.store;

import org.odradek.core.causality.VersionVector;
import org.odradek.core.entry.SealedEntry;
import org.odradek.store.journal.Place;
import org.odradek.store.log.LogTable;
import org.odradek.store.schema.Database;
import org.odradek.store.snapshot.LogCut;
import org.odradek.store.view.Published;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Reads the log up to where it stood, by its positions, which an entry keeps until the view is made anew. What waited then stands behind
/// the last of them, as if it had the next ones, whatever has become of it since.
final class LedgerCut implements LogCut {
    /// Places fetched at once; most pieces need fewer.
    private static final int PLACES_AT_ONCE = 2_000;

    private final Ledger ledger;
    private final Database database;
    private final Published moment;
    private final VersionVector entries;
    private final List<Long> waiting;

    /// @param waiting keys of entries
    private LedgerCut(
            Ledger ledger,
            Database database,
            Published moment,
            VersionVector entries,
            List<Long> waiting) {
        this.ledger = ledger;
        this.database = database;
        this.moment = moment;
        this.entries = entries;
        this.waiting = waiting;
    }

    static LedgerCut of(Ledger ledger) {
        return ledger.reads()
                .read(
                        (reading, moment) -> {
                            var held = new TreeMap<>(moment.received().seqByDevice());
                            var waiting = new ArrayList<Long>();
                            for (var each : LogTable.waiting(reading.connection())) {
                                var entry = moment.devices().entry(each.entryKey());
                                if (held.getOrDefault(entry.device(), 0L) == entry.seq() - 1) {
                                    held.put(entry.device(), entry.seq());
                                    waiting.add(each.entryKey());
                                }
                            }
                            return new LedgerCut(
                                    ledger,
                                    reading.database(),
                                    moment,
                                    new VersionVector(held),
                                    List.copyOf(waiting));
                        });
    }

    @Override
    public VersionVector entries() {
        return entries;
    }

    @Override
    public String viewHash() {
        return HexFormat.of().formatHex(moment.viewHash());
    }

    @Override
    public Optional<Piece> after(long after, int bytesMax, int overheadBytes) {
        var entries = new ArrayList<SealedEntry>();
        long upTo = after;
        long bytes = 0;
        while (true) {
            long from = upTo;
            var found = ledger.reads().read((reading, _) -> places(reading, from));
            if (found.isEmpty()) {
                return Optional.empty();
            }
            var places = found.get();
            for (var each : places) {
                var entry = ledger.read(each.place());
                long size = entry.encode().length + (long) overheadBytes;
                if (!entries.isEmpty() && bytes + size > bytesMax) {
                    return Optional.of(new Piece(entries, upTo, true));
                }
                entries.add(entry);
                bytes += size;
                upTo = each.position();
            }
            if (places.size() < PLACES_AT_ONCE) {
                return Optional.of(new Piece(entries, upTo, false));
            }
        }
    }

    private record Positioned(long position, Place place) {}

    /// The next places; empty when these tables are others, in which entries may have other positions, or lack one.
    @SuppressWarnings("ReferenceEquality") // A database is itself and no other.
    private Optional<List<Positioned>> places(Database.Reading reading, long after)
            throws SQLException {
        if (reading.database() != database) {
            return Optional.empty();
        }
        var places = new ArrayList<Positioned>();
        try (var select =
                reading.connection()
                        .prepareStatement(
                                """
                                SELECT position, place FROM entry WHERE position > ? AND position <= ?
                                ORDER BY position LIMIT ?
                                """)) {
            select.setLong(1, after);
            select.setLong(2, moment.position().value());
            select.setInt(3, PLACES_AT_ONCE);
            try (var found = select.executeQuery()) {
                while (found.next()) {
                    places.add(new Positioned(found.getLong(1), new Place(found.getLong(2))));
                }
            }
        }
        return addWaiting(reading, after, places) ? Optional.of(places) : Optional.empty();
    }

    /// Fills up with what waited. Answers false when one of them was taken back since, as one of another history is.
    private boolean addWaiting(Database.Reading reading, long after, List<Positioned> places)
            throws SQLException {
        long last = moment.position().value();
        int from = (int) Math.max(0, after - last);
        int end = Math.min(waiting.size(), from + PLACES_AT_ONCE - places.size());
        try (var select =
                reading.connection().prepareStatement("SELECT place FROM entry WHERE key = ?")) {
            for (int i = from; i < end; i++) {
                select.setLong(1, waiting.get(i));
                try (var found = select.executeQuery()) {
                    if (!found.next()) {
                        return false;
                    }
                    places.add(new Positioned(last + i + 1, new Place(found.getLong(1))));
                }
            }
        }
        return true;
    }
}

package org.odradek.store;

import org.odradek.core.causality.VersionVector;
import org.odradek.core.entry.SealedEntry;
import org.odradek.store.journal.Place;
import org.odradek.store.snapshot.LogCut;
import org.odradek.store.view.Published;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Reads the log up to where it stood, by its positions, which never change once an entry has one.
final class LedgerCut implements LogCut {
    /// Places fetched at once; most pieces need fewer.
    private static final int PLACES_AT_ONCE = 2_000;

    private final Ledger ledger;
    private final Published moment;

    LedgerCut(Ledger ledger) {
        this.ledger = ledger;
        this.moment = ledger.reads().published();
    }

    @Override
    public VersionVector entries() {
        return moment.received();
    }

    @Override
    public String viewHash() {
        return HexFormat.of().formatHex(moment.viewHash());
    }

    @Override
    public Piece after(long after, int bytesMax, int overheadBytes) {
        var entries = new ArrayList<SealedEntry>();
        long upTo = after;
        long bytes = 0;
        while (true) {
            long from = upTo;
            var places = ledger.reads().read((reading, _) -> places(reading.connection(), from));
            for (var each : places) {
                var entry = ledger.read(each.place());
                long size = entry.encode().length + (long) overheadBytes;
                if (!entries.isEmpty() && bytes + size > bytesMax) {
                    return new Piece(entries, upTo, true);
                }
                entries.add(entry);
                bytes += size;
                upTo = each.position();
            }
            if (places.size() < PLACES_AT_ONCE) {
                return new Piece(entries, upTo, false);
            }
        }
    }

    private record Positioned(long position, Place place) {}

    private List<Positioned> places(Connection connection, long after) throws SQLException {
        try (var select =
                connection.prepareStatement(
                        """
                        SELECT position, place FROM entry WHERE position > ? AND position <= ?
                        ORDER BY position LIMIT ?
                        """)) {
            select.setLong(1, after);
            select.setLong(2, moment.position().value());
            select.setInt(3, PLACES_AT_ONCE);
            var places = new ArrayList<Positioned>();
            try (var found = select.executeQuery()) {
                while (found.next()) {
                    places.add(new Positioned(found.getLong(1), new Place(found.getLong(2))));
                }
            }
            return places;
        }
    }
}

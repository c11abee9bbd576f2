package org.odradek.store;

import org.odradek.core.causality.VersionVector;
import org.odradek.core.entry.SealedEntry;
import org.odradek.store.journal.Place;
import org.odradek.store.snapshot.LogCut;
import org.odradek.store.snapshot.LogRows;
import org.odradek.store.snapshot.RowForm;
import org.odradek.store.snapshot.ViewDump;
import org.odradek.store.view.Published;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.function.Consumer;

/// Reads the log up to where it stood, by its positions, which never change once an entry has one.
final class LedgerCut implements LogCut {
    /// Rows fetched at once; most pieces need fewer.
    private static final int ROWS_AT_ONCE = 2_000;

    private final Ledger ledger;
    private final Tables tables;
    private final Published moment;

    private LedgerCut(Ledger ledger, Tables tables, Published moment) {
        this.ledger = ledger;
        this.tables = tables;
        this.moment = moment;
    }

    /// The cut of this moment.
    static LedgerCut of(Ledger ledger) {
        return new LedgerCut(ledger, ledger.tables(), ledger.reads().published());
    }

    /// The same, all rows of the view of the same moment handed out.
    static LedgerCut of(Ledger ledger, Consumer<byte[]> rows) {
        var tables = ledger.tables();
        return ledger.reads()
                .read(
                        (reading, moment) -> {
                            ViewDump.write(reading.connection(), rows);
                            return new LedgerCut(ledger, tables, moment);
                        });
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
    public RowForm form() {
        return RowForm.of(Tables.MADE_BY);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // Tables are themselves and no others.
    public boolean isCurrent() {
        return ledger.tables() == tables;
    }

    @Override
    public Piece after(long after, int bytesMax, int overheadBytes) {
        return ledger.reads()
                .read((reading, _) -> after(reading.connection(), after, bytesMax, overheadBytes));
    }

    private Piece after(Connection connection, long after, int bytesMax, int overheadBytes)
            throws SQLException {
        var entries = new ArrayList<SealedEntry>();
        var rows = new LogRows.Packer();
        long upTo = after;
        long bytes = 0;
        try (var select =
                connection.prepareStatement(
                        "SELECT e.position, e.place, "
                                + LogRows.SELECTED
                                + """
                                 FROM entry e LEFT JOIN parked p ON p.key = e.key
                                WHERE e.position > ? AND e.position <= ?
                                ORDER BY e.position LIMIT ?
                                """)) {
            while (true) {
                select.setLong(1, upTo);
                select.setLong(2, moment.position().value());
                select.setInt(3, ROWS_AT_ONCE);
                int found = 0;
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        found++;
                        var entry = ledger.read(new Place(row.getLong(2)));
                        long size = entry.encode().length + (long) overheadBytes;
                        if (!entries.isEmpty() && bytes + size > bytesMax) {
                            return new Piece(entries, rows.packed(), upTo, true);
                        }
                        entries.add(entry);
                        rows.add(row, 3);
                        bytes += size;
                        upTo = row.getLong(1);
                    }
                }
                if (found < ROWS_AT_ONCE) {
                    return new Piece(entries, rows.packed(), upTo, false);
                }
            }
        }
    }
}

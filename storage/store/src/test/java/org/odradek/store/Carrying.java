package org.odradek.store;

import org.odradek.store.snapshot.LogCut;
import org.odradek.store.snapshot.RowTaking;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A cut with all its rows, as a clone carries it to another device; a test changes what it likes.
final class Carrying {
    private static final int SMALL = 2_000;

    final List<byte[]> rows = new ArrayList<>();
    final List<LogCut.Piece> log = new ArrayList<>();
    final LogCut cut;

    private Carrying(Store from) {
        this.cut = from.cut(rows::add);
        long at = 0;
        LogCut.Piece piece;
        do {
            piece = cut.after(at, SMALL, 4);
            log.add(piece);
            at = piece.upTo();
        } while (piece.isFull());
    }

    static Carrying of(Desk.Device device) {
        return new Carrying(device.store);
    }

    Optional<RowTaking> begin(Desk.Device to) {
        return to.store.takeRows(cut.form(), cut.entries());
    }

    /// Answers whether the rows of the view fit.
    boolean view(RowTaking taking) {
        rows.forEach(taking::rows);
        return taking.fits(cut.viewHash());
    }

    void log(RowTaking taking) {
        log.forEach(piece -> taking.entries(piece.entries(), piece.rows()));
    }

    void to(Desk.Device device) {
        try (var taking = begin(device).orElseThrow()) {
            if (!view(taking)) {
                throw new AssertionError("the rows do not fit");
            }
            log(taking);
            taking.end();
        }
    }
}

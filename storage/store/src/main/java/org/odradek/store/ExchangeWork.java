package org.odradek.store;

import org.jspecify.annotations.Nullable;
import org.odradek.store.journal.Stop;
import org.odradek.store.view.ViewChange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;

/// Puts tables that were filled beside the live ones into their place.
final class ExchangeWork extends Work<Boolean> {
    private final Ledger ledger;
    private final ViewIntake.Ready ready;
    private @Nullable TableDifference difference;

    ExchangeWork(Ledger ledger, ViewIntake.Ready ready) {
        super(true);
        this.ledger = ledger;
        this.ready = ready;
    }

    @Override
    void run() throws SQLException {
        try {
            difference = ledger.exchange(ready);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ViewChange change() {
        if (difference == null) {
            throw new IllegalStateException("told before it was done");
        }
        return difference.told(ledger.tables());
    }

    @Override
    Boolean answer() {
        return true;
    }

    @Override
    Boolean stopped(Stop stop) {
        throw Ledger.stopped(stop);
    }
}

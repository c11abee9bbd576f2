package org.odradek.store;

import org.jspecify.annotations.Nullable;
import org.odradek.core.causality.VersionVector;
import org.odradek.store.doctor.Remaking;
import org.odradek.store.view.RowCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HexFormat;

/// Replays a part of the journal into tables of its own, a commit a step.
final class ViewRemaking implements Remaking {
    private static final Logger LOG = LoggerFactory.getLogger(ViewRemaking.class);

    /// It is deleted afterwards, and before the next.
    private static final String FOLDER = "view-remade";

    /// As many as are read in a fraction of a second.
    private static final int ROWS_A_STEP = 1_000;

    private final Ledger ledger;
    private final VersionVector entries;
    private final Path folder;
    private final Tables tables;
    private final Arrivals arrivals;
    private final Runnable end = this::close;
    private @Nullable String viewHash;
    private long lastKey;

    ViewRemaking(Ledger ledger, VersionVector entries) {
        this.ledger = ledger;
        this.entries = entries;
        this.folder = ledger.owned().profile().resolve(FOLDER);
        try {
            if (Files.isDirectory(folder)) {
                ViewFolders.delete(folder);
            }
            Files.createDirectories(folder);
            this.tables = ledger.databases().tables(Stores.open(folder), ledger.identity());
            this.arrivals = ledger.arrivals(tables);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw faulty(e);
        }
        ledger.endsWithThis(end);
    }

    private static IllegalStateException faulty(SQLException e) {
        return new IllegalStateException("the view was not made anew", e);
    }

    @Override
    public Remade step() {
        if (viewHash != null) {
            return look(viewHash);
        }
        try {
            new Replay(tables, arrivals, _ -> {}, () -> true, entries::covers)
                    .run(ledger.journal());
            viewHash = HexFormat.of().formatHex(tables.viewHash());
        } catch (Replay.Cancelled e) {
            LOG.trace("The rest comes with the next steps.", e);
        } catch (SQLException e) {
            throw faulty(e);
        }
        return new Remade.More();
    }

    private Remade look(String made) {
        var looked =
                ledger.reads()
                        .read(
                                (reading, moment) ->
                                        RowCheck.look(
                                                reading.connection(),
                                                moment.devices(),
                                                lastKey,
                                                ROWS_A_STEP));
        lastKey = looked.lastKey();
        return looked.more() && looked.fits()
                ? new Remade.More()
                : new Remade.Whole(made, looked.fits());
    }

    @Override
    public void close() {
        ledger.hasEnded(end);
        try {
            tables.database.close();
            ViewFolders.delete(folder);
        } catch (SQLException | IOException e) {
            LOG.warn("A view that was made beside the live one is deleted the next time.", e);
        }
    }
}

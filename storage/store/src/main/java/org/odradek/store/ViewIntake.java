package org.odradek.store;

import org.odradek.core.causality.VersionVector;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.SealedEntry;
import org.odradek.store.delivery.DeliveryTable;
import org.odradek.store.delivery.Note;
import org.odradek.store.journal.NewRecord;
import org.odradek.store.journal.Place;
import org.odradek.store.journal.RecordKind;
import org.odradek.store.log.LogTable;
import org.odradek.store.snapshot.MalformedRowsException;
import org.odradek.store.snapshot.RowForm;
import org.odradek.store.snapshot.RowLoad;
import org.odradek.store.snapshot.RowTaking;
import org.odradek.store.view.ViewHash;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// Fills tables beside the live ones with what another device made, then with what is here beyond it. The journal is appended to meanwhile as
/// by any edit; the live tables come to know these entries only as the new ones take their place. After a crash before that, the new tables
/// are thrown away, and the entries that are in the journal already are taken once more.
final class ViewIntake implements RowTaking {
    private static final Logger LOG = LoggerFactory.getLogger(ViewIntake.class);

    /// Entries of a device that counts as new: in less than a second they are compared with what comes.
    private static final int HELD_MAX = 2_000;

    private final Ledger ledger;
    private final VersionVector entries;
    private final Consumer<Ready> exchange;
    private final Path folder;
    private final Tables before;
    private final Tables tables;
    private final RowLoad load;
    private final Runnable end = this::close;
    private boolean ended;

    /// Tables that know everything but what the journal took since.
    ///
    /// @param before  the live ones when this began
    /// @param entries those that the rows are made of
    record Ready(Path folder, Tables before, Tables tables, VersionVector entries) {}

    /// @param entries  those that the rows are made of
    /// @param exchange puts the new tables in the place of the live ones, on the writing thread
    ViewIntake(Ledger ledger, VersionVector entries, Consumer<Ready> exchange) {
        this.ledger = ledger;
        this.entries = entries;
        this.exchange = exchange;
        this.before = ledger.tables();
        var identity = ledger.identity();
        try {
            this.folder = ledger.databases().folders().next();
            this.tables = ledger.databases().tables(Stores.open(folder), identity);
            this.load =
                    new RowLoad(
                            tables.connection,
                            new ViewHash(identity.keys().contentKeys().getFirst()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw faulty(e);
        }
        ledger.endsWithThis(end);
    }

    /// Whether rows of that form, made of these entries, help a device that has received so much.
    static boolean isOfUse(RowForm form, VersionVector entries, VersionVector received) {
        long here = received.seqByDevice().values().stream().mapToLong(Long::longValue).sum();
        long lacking = 0;
        for (var each : entries.seqByDevice().entrySet()) {
            lacking += Math.max(0, each.getValue() - received.seq(each.getKey()));
        }
        return form.equals(RowForm.of(Tables.MADE_BY)) && here <= HELD_MAX && lacking > here;
    }

    private static IllegalStateException faulty(SQLException e) {
        return new IllegalStateException("tables beside the live ones cannot be filled", e);
    }

    @Override
    public void rows(byte[] piece) {
        try {
            load.take(piece);
        } catch (SQLException e) {
            throw misfit(e);
        }
    }

    /// What the database refuses is a row that no table has twice, or that lacks something.
    private static MalformedRowsException misfit(SQLException e) {
        return new MalformedRowsException("rows that fit no table", e);
    }

    @Override
    public boolean fits(String viewHash) {
        try {
            return load.fits(viewHash, entries);
        } catch (SQLException e) {
            throw misfit(e);
        }
    }

    @Override
    public void entries(List<SealedEntry> some, byte[] rows) {
        var records = new ArrayList<NewRecord>();
        some.forEach(entry -> records.add(new NewRecord(RecordKind.ENTRY, entry.encode())));
        var places = append(records);
        try {
            load.take(some, rows, places, tables::adopt);
        } catch (SQLException e) {
            throw misfit(e);
        }
    }

    private List<Place> append(List<NewRecord> records) {
        return ledger.journal().append(records).placesOrThrow();
    }

    @Override
    public void end() {
        try {
            long position = load.end();
            var viewHash = load.viewHash();
            load.close();
            if (position <= ledger.reads().published().position().value()) {
                throw new MalformedRowsException("rows of less than is here");
            }
            tables.filled(position, viewHash);
            compareHistories();
            noteDelivered();
            replayRest();
            tables.database.checkpoint();
            exchange.accept(new Ready(folder, before, tables, entries));
            ended = true;
            ledger.hasEnded(end);
        } catch (SQLException e) {
            throw misfit(e);
        }
    }

    /// What is here of a device's log, and what came, must be one history: nothing of this device's own is given up for another's.
    private void compareHistories() throws SQLException {
        var here = ledger.reads().published();
        for (var each : here.received().seqByDevice().entrySet()) {
            var device = each.getKey();
            long seq = Math.min(each.getValue(), entries.seq(device));
            if (seq > 0) {
                long key = here.devices().entryKey(new EntryId(device, seq)).orElseThrow();
                var known =
                        ledger.reads()
                                .read((reading, _) -> LogTable.hash(reading.connection(), key));
                var came =
                        LogTable.hash(tables.connection, tables.devices.of(device).entryKey(seq));
                if (!Arrays.equals(known.orElseThrow(), came.orElseThrow())) {
                    throw new MalformedRowsException("rows of another history than is here");
                }
            }
        }
    }

    /// The server had what the rows are made of; where it lost some since, the next comparison with it finds that out.
    private void noteDelivered() {
        var known =
                ledger.reads()
                        .read(
                                (reading, moment) ->
                                        DeliveryTable.delivered(
                                                reading.connection(), moment.devices()));
        var note = new Note.Delivered(known.merge(entries));
        append(List.of(new NewRecord(RecordKind.NOTE, note.encode())));
    }

    /// Own and other entries beyond the rows, and all that was noted.
    private void replayRest() throws SQLException {
        var arrivals = ledger.arrivals(tables);
        new Replay(tables, arrivals, _ -> {}, () -> false, id -> !entries.covers(id))
                .run(ledger.journal());
    }

    @Override
    public void close() {
        if (ended) {
            return;
        }
        ended = true;
        ledger.hasEnded(end);
        try {
            tables.database.close();
            ViewFolders.delete(folder);
        } catch (SQLException | IOException e) {
            LOG.warn("Tables that were not used are deleted at the next start.", e);
        }
    }
}

package org.odradek.store;

import org.odradek.core.cbor.MalformedCborException;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.ItemId;
import org.odradek.core.entry.NewerFormatException;
import org.odradek.core.entry.SealedEntry;
import org.odradek.store.delivery.Note;
import org.odradek.store.journal.Finding;
import org.odradek.store.journal.Journal;
import org.odradek.store.journal.JournalRecord;
import org.odradek.store.journal.JournalVisitor;
import org.odradek.store.journal.RecordKind;
import org.odradek.store.view.Materialized;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.function.Predicate;

/// Brings tables up to the journal's end, through the same code that took the entries in at first; what is there already is passed over.
/// Belongs to the writing thread of its tables.
final class Replay implements JournalVisitor {
    private static final Logger LOG = LoggerFactory.getLogger(Replay.class);

    /// Enough that a commit's cost is shared, few enough that memory stays small.
    private static final int RECORDS_PER_COMMIT = 500;

    private final Tables tables;
    private final Arrivals arrivals;
    private final DoubleConsumer progress;
    private final BooleanSupplier cancelled;
    private final Predicate<EntryId> which;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<ItemId> delivered = new LinkedHashSet<>();
    private Listener listener = (_, _, _) -> {};
    private long end;
    private long start;
    private int uncommitted;
    private long records;

    Replay(Tables tables, Arrivals arrivals, DoubleConsumer progress, BooleanSupplier cancelled) {
        this(tables, arrivals, progress, cancelled, _ -> true);
    }

    /// @param which the entries that count
    Replay(
            Tables tables,
            Arrivals arrivals,
            DoubleConsumer progress,
            BooleanSupplier cancelled,
            Predicate<EntryId> which) {
        this.which = which;
        this.tables = tables;
        this.arrivals = arrivals;
        this.progress = progress;
        this.cancelled = cancelled;
    }

    /// Hears of each commit: entries that were applied, items that wait for the server no more, and what changed in the rows.
    @FunctionalInterface
    interface Listener {
        void committed(List<EntryId> applied, Set<ItemId> delivered, Materialized changes);
    }

    Replay telling(Listener next) {
        listener = next;
        return this;
    }

    /// What a replay came to.
    record Outcome(long records, List<Finding> findings) {}

    /// Ends a replay early.
    static final class Cancelled extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /// Carries a fault of the database through the journal's visitor.
    private static final class DatabaseFault extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final SQLException fault;

        DatabaseFault(SQLException fault) {
            super(fault);
            this.fault = fault;
        }
    }

    /// Replays everything behind the tables' last record.
    Outcome run(Journal journal) throws SQLException {
        end = journal.durableEnd().offset();
        start = tables.place().offset();
        try {
            journal.replay(tables.place(), this);
        } catch (DatabaseFault e) {
            throw e.fault;
        }
        if (uncommitted > 0) {
            commit();
        }
        return new Outcome(records, findings);
    }

    @Override
    public void record(JournalRecord record) {
        try {
            take(record);
            tables.reach(record.place());
            records++;
            if (++uncommitted >= RECORDS_PER_COMMIT) {
                commit();
                if (cancelled.getAsBoolean()) {
                    throw new Cancelled();
                }
                progress.accept(
                        Math.min(1.0, (record.place().offset() - start) / (end - start + 1.0)));
            }
        } catch (SQLException e) {
            throw new DatabaseFault(e);
        }
    }

    private void take(JournalRecord record) throws SQLException {
        if (record.kind().equals(RecordKind.ENTRY)) {
            entry(record);
        } else if (record.kind().equals(RecordKind.NOTE)) {
            var note = Note.decode(record.payload());
            if (note.isPresent()) {
                delivered.addAll(Notes.apply(tables, note.get()));
            }
        }
    }

    private void entry(JournalRecord record) throws SQLException {
        SealedEntry sealed;
        try {
            sealed = SealedEntry.decode(record.payload());
        } catch (MalformedCborException | NewerFormatException e) {
            LOG.warn("The record at {} holds no entry that this version reads.", record.place(), e);
            return;
        }
        if (which.test(sealed.id())) {
            var incoming = new Incoming(sealed, arrivals.sealer());
            if (arrivals.standing(incoming) == Arrivals.Standing.NEW) {
                arrivals.take(incoming, record.place());
            }
        }
    }

    private void commit() throws SQLException {
        var applied = arrivals.outcome().applied();
        var changes = tables.write();
        tables.connection.commit();
        listener.committed(applied, Set.copyOf(delivered), changes);
        delivered.clear();
        uncommitted = 0;
    }

    @Override
    public void finding(Finding finding) {
        LOG.warn("The journal is not as it was written: {}", finding);
        findings.add(finding);
    }
}

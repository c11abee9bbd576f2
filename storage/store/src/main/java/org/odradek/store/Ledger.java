package org.odradek.store;

import org.jspecify.annotations.Nullable;
import org.odradek.core.cbor.MalformedCborException;
import org.odradek.core.entry.ContentKeys;
import org.odradek.core.entry.Entry;
import org.odradek.core.entry.EntrySealer;
import org.odradek.core.entry.NewerFormatException;
import org.odradek.core.entry.SealedEntry;
import org.odradek.core.entry.TamperedException;
import org.odradek.store.delivery.KnownFacts;
import org.odradek.store.journal.AppendResult;
import org.odradek.store.journal.DamagedRecordException;
import org.odradek.store.journal.Journal;
import org.odradek.store.journal.JournalStoppedException;
import org.odradek.store.journal.NewRecord;
import org.odradek.store.journal.Place;
import org.odradek.store.journal.Stop;
import org.odradek.store.profile.KeyFile;
import org.odradek.store.profile.ProfileIdentity;
import org.odradek.store.view.Materialized;
import org.odradek.store.view.Published;
import org.odradek.store.view.ViewChange;
import org.odradek.store.view.ViewDifference;
import org.odradek.store.view.ViewReads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleConsumer;
import java.util.function.Function;

/// Journal and tables of an open profile, kept in step. What changes them belongs to the writing thread; what reads is thread-safe.
final class Ledger {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    /// Entries between two checkpoints; so many are replayed in a second or two after a crash.
    private static final int CHECKPOINT_ENTRIES = 10_000;

    private final StoreOptions options;
    private volatile Databases.Owned owned;
    private final Journal journal;
    private final JournalLane journalLane;
    private final ViewReads reads;
    private final Databases databases;
    private final KnownFacts facts;
    private final List<CompletableFuture<AppendResult>> notes = new ArrayList<>();
    private volatile ProfileIdentity identity;
    private volatile Tables tables;
    private volatile Arrivals arrivals;
    private volatile OwnEntries own;
    private AppendResult.@Nullable NotWritten refusedByDisk;
    private @Nullable Materialized written;
    private @Nullable Unheard unheard;
    private long checkpointAt;

    Ledger(
            StoreOptions options,
            ProfileIdentity identity,
            Journal journal,
            Tables tables,
            Databases databases,
            Databases.Owned owned)
            throws SQLException {
        this.databases = databases;
        this.options = options;
        this.owned = owned;
        this.identity = identity;
        this.journal = journal;
        this.journalLane = new JournalLane(journal);
        this.tables = tables;
        this.arrivals = new Arrivals(tables, sealer(identity, options), reader(journal));
        this.own =
                new OwnEntries(tables, sealer(identity, options), identity, options, journalLane);
        this.reads = new ViewReads(tables.database, tables.load());
        this.facts = new KnownFacts(tables.delivery.facts());
        this.checkpointAt = tables.position().value() + CHECKPOINT_ENTRIES;
    }

    static EntrySealer sealer(ProfileIdentity of, StoreOptions options) {
        return new EntrySealer(
                of.account(), ContentKeys.of(of.keys().contentKeys()), options.randomBytes());
    }

    static Function<Place, SealedEntry> reader(Journal journal) {
        return place -> SealedEntry.decode(journal.read(place).payloadOrThrow());
    }

    SealedEntry read(Place place) {
        return reader(journal).apply(place);
    }

    /// An entry of the log, opened again; empty when it cannot be read.
    Optional<Entry> opened(Place place) {
        try {
            return Optional.of(sealer(identity, options).open(read(place)));
        } catch (TamperedException
                | NewerFormatException
                | MalformedCborException
                | DamagedRecordException e) {
            LOG.debug("An entry of the past cannot be read.", e);
            return Optional.empty();
        }
    }

    ProfileIdentity identity() {
        return identity;
    }

    Journal journal() {
        return journal;
    }

    Tables tables() {
        return tables;
    }

    /// Whether damage took own entries, which the server has or behind which others wait here: then their numbers must not be given again.
    boolean lacksOwn() {
        var own = tables.devices.of(identity.device());
        return own.delivered() > own.arrived() || arrivals.isWaitedIn(own);
    }

    Arrivals arrivals() {
        return arrivals;
    }

    OwnEntries own() {
        return own;
    }

    ViewReads reads() {
        return reads;
    }

    KnownFacts facts() {
        return facts;
    }

    StoreOptions options() {
        return options;
    }

    static JournalStoppedException stopped(Stop stop) {
        try {
            new AppendResult.NotWritten(stop).placesOrThrow();
            throw new IllegalStateException("a stop has no places");
        } catch (JournalStoppedException e) {
            return e;
        }
    }

    /// Tries to go on after the disk refused; an edit that comes meanwhile is refused again.
    void resumeWriting() {
        refusedByDisk = null;
        if (journal.stopped().isPresent()) {
            LOG.info("The journal is opened again: {}", journal.reopen());
        }
    }

    /// Queues a record for the disk; [#settle] waits for it.
    void append(NewRecord record) {
        notes.add(journalLane.append(List.of(record)));
    }

    /// Brings an entry to the disk on the caller's thread.
    void writeAhead(OwnEntries.Sealed sealed, CompletableFuture<AppendResult> durable) {
        journalLane.appendHere(sealed.record(), durable);
    }

    /// Puts records on the disk; empty when it refuses, which [#settle] then says.
    List<Place> appendAndWait(List<NewRecord> records) {
        return switch (journalLane.append(records).join()) {
            case AppendResult.Durable(var places) -> places;
            case AppendResult.NotWritten stopped -> {
                refusedByDisk = stopped;
                yield List.of();
            }
        };
    }

    /// Waits until the disk has everything of this batch; else answers why not.
    Optional<AppendResult.NotWritten> settle() throws SQLException {
        if (refusedByDisk != null) {
            return Optional.of(refusedByDisk);
        }
        // The rows are filled while the disk forces.
        written = tables.write();
        for (var note : notes) {
            switch (note.join()) {
                case AppendResult.Durable durable -> tables.reach(durable.last());
                case AppendResult.NotWritten stopped -> {
                    return Optional.of(stopped);
                }
            }
        }
        notes.clear();
        return own.settle();
    }

    Materialized commit() throws SQLException {
        var changes = written;
        if (changes == null) {
            throw new IllegalStateException("a batch is settled before it is committed");
        }
        written = null;
        tables.writeProgress();
        reads.publish(tables.next(reads.published(), changes), tables.connection::commit);
        return changes;
    }

    /// Takes back what the tables hold beyond the journal, and takes in what the journal holds beyond them.
    void recover() throws SQLException {
        own.reload();
        notes.forEach(note -> note.handle((_, _) -> 0).join());
        notes.clear();
        written = null;
        tables.rollback();
        arrivals.reload();
        var found = unheard == null ? new Unheard(identity.device()) : unheard;
        // Each of the replay's commits stands, also when a later one fails.
        unheard = found;
        new Replay(tables, arrivals, _ -> {}, () -> false).telling(found).run(journal);
        facts.replace(tables.delivery.facts());
        Published now = tables.load();
        reads.publish(now, tables.connection::commit);
    }

    /// Answers whether the view can go on.
    boolean recoverAfter(Throwable fault) {
        LOG.error("A batch failed; what is durable is read back from the journal.", fault);
        try {
            recover();
            return true;
        } catch (SQLException | RuntimeException e) {
            LOG.error("The view cannot go on; it is made anew at the next start.", e);
            return false;
        }
    }

    /// What changed in the view otherwise than by a batch since the last time.
    Optional<ViewChange> unheard() {
        var found = unheard;
        unheard = null;
        return found == null || found.isNothing()
                ? Optional.empty()
                : Optional.of(found.change(tables.position()));
    }

    void checkpointNowAndThen() throws SQLException {
        if (tables.position().value() >= checkpointAt) {
            tables.database.checkpoint();
            checkpointAt = tables.position().value() + CHECKPOINT_ENTRIES;
        }
    }

    Databases databases() {
        return databases;
    }

    Databases.Owned owned() {
        return owned;
    }

    /// Exchanges the keys. Entries that can be read now are read by making the view anew, since they belong further back.
    void exchangeKeys(ProfileIdentity next) throws SQLException, IOException {
        new KeyFile(owned.profile()).write(next);
        identity = next;
        boolean readsMore = Databases.canReadParked(this, next, options);
        // The new keys count, whatever becomes of the view.
        arrivals = new Arrivals(tables, sealer(next, options), reader(journal));
        own = own.with(next, sealer(next, options), tables);
        if (readsMore) {
            rebuild();
        }
    }

    /// Makes the tables anew from the journal beside the live ones, and exchanges them.
    void rebuild() throws SQLException, IOException {
        var folder = databases.folders().next();
        var fresh = databases.build(folder, journal, identity, _ -> {}, () -> false, _ -> true);
        boolean inUse = false;
        try {
            exchange(fresh, folder);
            inUse = true;
        } finally {
            if (!inUse) {
                fresh.database.close();
            }
        }
        databases.folders().deleteOthers(folder);
    }

    private void exchange(Tables fresh, Path folder) throws SQLException {
        var old = tables;
        var found = compare(old, fresh);
        var freshArrivals = new Arrivals(fresh, sealer(identity, options), reader(journal));
        var freshOwn = own.with(identity, sealer(identity, options), fresh);
        var freshFacts = fresh.delivery.facts();
        var moment = fresh.load();
        tables = fresh;
        arrivals = freshArrivals;
        own = freshOwn;
        facts.replace(freshFacts);
        reads.exchange(fresh.database, moment);
        owned = new Databases.Owned(owned.profile(), folder, owned.lock());
        unheard = found;
        old.database.close();
    }

    /// Notes what screens of the old tables do not show, and finds it out for those who follow the view.
    private Unheard compare(Tables old, Tables fresh) throws SQLException {
        var found = new Unheard(identity.device());
        var nowRead = new TreeSet<>(old.parked);
        nowRead.removeAll(fresh.parked);
        found.foundIn(nowRead);
        fresh.standBehind(old.position());
        var position = fresh.position();
        fresh.materializer.follow(old.materializer);
        ViewDifference.tell(
                old.connection,
                fresh.connection,
                item -> {
                    fresh.materializer.shownAnew(position, item.before(), item.after());
                    found.differs(item);
                });
        fresh.writeProgress();
        fresh.connection.commit();
        return found;
    }

    /// Takes in what the journal holds beyond the tables, before anybody reads.
    void catchUp(DoubleConsumer progress) throws SQLException {
        long known = tables.place().offset();
        new Replay(tables, arrivals, progress, () -> false).run(journal);
        if (tables.place().offset() != known) {
            facts.replace(tables.delivery.facts());
            reads.publish(tables.load(), tables.connection::commit);
        }
    }

    /// Ends the use of these tables, the journal staying open.
    void closeTables() throws SQLException {
        journalLane.close();
        tables.database.close();
    }

    /// @param inDoubt whether the database is to be verified at the next start
    void close(boolean inDoubt) {
        try {
            closeTables();
            if (!inDoubt) {
                ViewFolders.end(owned.view());
            }
        } catch (SQLException e) {
            LOG.error("The database did not close; it is verified at the next start.", e);
        }
        journal.close();
        try {
            owned.lock().close();
        } catch (IOException e) {
            LOG.warn("The profile's lock was not given back in order.", e);
        }
    }
}

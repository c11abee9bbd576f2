package org.odradek.store;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.EntryId;
import org.odradek.store.journal.Journal;
import org.odradek.store.journal.Place;
import org.odradek.store.journal.ProfileLock;
import org.odradek.store.log.LogTable;
import org.odradek.store.profile.ProfileIdentity;
import org.odradek.store.schema.Database;
import org.odradek.store.view.ViewCheck;
import org.odradek.store.view.ViewHash;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.function.Predicate;

/// Opens the profile's database, sets it aside when it cannot be trusted, and makes a new one from the journal. For the opening thread.
final class Databases {
    private static final Logger LOG = LoggerFactory.getLogger(Databases.class);

    private final Path profile;
    private final ViewFolders folders;
    private final StoreOptions options;
    private final ProfileIdentity identity;
    private @Nullable Path folder;
    private @Nullable Tables tables;

    Databases(Path profile, StoreOptions options, ProfileIdentity identity) {
        this.profile = profile;
        this.folders = new ViewFolders(profile);
        this.options = options;
        this.identity = identity;
    }

    /// A newer version made the database.
    static final class Newer extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /// Opens the database in use, if it can be trusted, and answers the journal's last record that it knows.
    Place openCurrent() throws IOException {
        var current = folders.current();
        if (current.isEmpty()) {
            return Place.START;
        }
        folder = current.get();
        var ending = ViewFolders.begin(folder);
        if (ending == ViewFolders.Ending.CHANGED_SINCE) {
            LOG.warn("The database was changed from outside or lost; it is made anew.");
            return Place.START;
        }
        try {
            var opened = tables(Stores.open(folder), identity);
            tables = opened;
            boolean trusted =
                    opened.isCurrent()
                            && (ending == ViewFolders.Ending.IN_ORDER || isIntact(opened));
            if (trusted) {
                return opened.place();
            }
            LOG.warn("The database is of another version or damaged; it is made anew.");
        } catch (SQLException | IllegalStateException e) {
            LOG.warn("The database does not open; it is set aside and made anew.", e);
        }
        close();
        return Place.START;
    }

    private boolean isIntact(Tables opened) throws SQLException {
        return ViewCheck.holds(
                opened.connection,
                new ViewHash(identity.keys().contentKeys().getFirst()),
                opened.viewHash());
    }

    ViewFolders folders() {
        return folders;
    }

    private Tables tables(Database database, ProfileIdentity of) throws SQLException {
        return new Tables(database, of, options.recurrences(), () -> options.clock().millis());
    }

    void close() {
        if (tables != null) {
            try {
                tables.database.close();
            } catch (SQLException | IllegalStateException e) {
                LOG.warn("A damaged database did not close in order.", e);
            }
            tables = null;
        }
    }

    /// The open profile, its tables at the journal's end.
    Ledger ledger(Journal journal, ProfileLock lock) throws SQLException, IOException {
        var current = tables;
        var inUse = folder;
        if (current != null && inUse != null) {
            try {
                var ledger =
                        new Ledger(
                                options,
                                identity,
                                journal,
                                current,
                                this,
                                new Owned(profile, inUse, lock));
                if (!canReadParked(ledger, identity, options)) {
                    ledger.catchUp(options.progress());
                    folders.deleteOthers(inUse);
                    return ledger;
                }
                LOG.info("Entries that were parked can be read now; the view is made anew.");
                ledger.closeTables();
            } catch (SQLException | IllegalStateException e) {
                LOG.warn("The database fails; it is set aside and made anew.", e);
                close();
            }
        }
        inUse = folders.next();
        var fresh = build(inUse, journal, identity, options.progress(), () -> false, _ -> true);
        folders.deleteOthers(inUse);
        return new Ledger(options, identity, journal, fresh, this, new Owned(profile, inUse, lock));
    }

    /// What an open profile owns on the disk.
    record Owned(Path profile, Path view, ProfileLock lock) {}

    /// Makes a database from the journal's entries.
    ///
    /// @param which those that count
    Tables build(
            Path into,
            Journal journal,
            ProfileIdentity of,
            DoubleConsumer progress,
            BooleanSupplier cancelled,
            Predicate<EntryId> which)
            throws SQLException, IOException {
        Files.createDirectories(into);
        var fresh = tables(Stores.open(into), of);
        boolean built = false;
        try {
            var arrivals = new Arrivals(fresh, Ledger.sealer(of, options), Ledger.reader(journal));
            new Replay(fresh, arrivals, progress, cancelled, which).run(journal);
            fresh.write();
            fresh.connection.commit();
            fresh.database.checkpoint();
            ViewFolders.markComplete(into);
            built = true;
            return fresh;
        } finally {
            if (!built) {
                fresh.database.close();
            }
        }
    }

    /// Whether an entry that was parked for want of a key, or of a newer version, can be read now.
    static boolean canReadParked(Ledger ledger, ProfileIdentity of, StoreOptions options)
            throws SQLException {
        var sealer = Ledger.sealer(of, options);
        for (var each : LogTable.parked(ledger.tables().connection)) {
            if (!each.readable()) {
                try {
                    if (sealer.open(ledger.read(each.place())).isUnderstood()) {
                        return true;
                    }
                } catch (RuntimeException e) {
                    // Still not readable, for whichever reason it was parked.
                    LOG.debug("A parked entry stays parked.", e);
                }
            }
        }
        return false;
    }
}

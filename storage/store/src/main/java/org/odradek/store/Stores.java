package org.odradek.store;

import org.odradek.core.cbor.MalformedCborException;
import org.odradek.core.entry.NewerFormatException;
import org.odradek.store.attachment.AttachmentFolder;
import org.odradek.store.journal.Journal;
import org.odradek.store.journal.JournalOptions;
import org.odradek.store.journal.OpenResult;
import org.odradek.store.journal.ProfileLock;
import org.odradek.store.profile.KeyFile;
import org.odradek.store.profile.KeyMaking;
import org.odradek.store.profile.ProfileIdentity;
import org.odradek.store.schema.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/// Opens profiles. A profile is a folder: `lock`, `keys`, `journal/`, `view-N/` (the database), `search/`, `files/`.
public final class Stores {
    private static final Logger LOG = LoggerFactory.getLogger(Stores.class);

    private Stores() {}

    /// Opens the profile in a folder, which is made when missing: keys at first start, the view anew from the journal when its database
    /// is missing, damaged or older.
    public static Opening open(Path folder, StoreOptions options) {
        ProfileLock lock;
        try {
            switch (ProfileLock.tryOwn(folder)) {
                case ProfileLock.Result.HeldBy(var pid) -> {
                    return new Opening.HeldByOther(pid);
                }
                case ProfileLock.Result.Owned(var owned) -> lock = owned;
            }
        } catch (IOException e) {
            LOG.error("The profile's folder cannot be used.", e);
            return notReadable(folder, "The folder " + folder + " cannot be used.");
        }
        boolean opened = false;
        try {
            var opening = openOwned(folder, options, lock);
            opened = opening instanceof Opening.Opened;
            return opening;
        } finally {
            if (!opened) {
                closeQuietly(lock);
            }
        }
    }

    private static Opening notReadable(Path folder, String otherwise) {
        return new Opening.NotReadable(
                DiskRoom.isFull(folder)
                        ? "The disk of "
                                + folder
                                + " is full; make room and try again. Nothing that was saved is"
                                + " lost."
                        : otherwise);
    }

    private static void closeQuietly(ProfileLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("The profile's lock was not given back in order.", e);
        }
    }

    private static Opening openOwned(Path folder, StoreOptions options, ProfileLock lock) {
        try {
            new ProfileSwap(folder).finish();
            var identity = identity(folder, options);
            var databases = new Databases(folder, options, identity);
            boolean opened = false;
            try {
                var opening = openJournal(folder, options, lock, identity, databases);
                opened = opening instanceof Opening.Opened;
                return opening;
            } finally {
                if (!opened) {
                    databases.close();
                }
            }
        } catch (NewerFormatException | Databases.Newer e) {
            LOG.info("The profile is newer than this version.", e);
            return new Opening.WrittenByNewer();
        } catch (MalformedCborException e) {
            LOG.error("The key file is damaged.", e);
            return new Opening.NotReadable("The key file in " + folder + " is damaged.");
        } catch (IOException | SQLException e) {
            LOG.error("The profile does not open.", e);
            return notReadable(folder, "The profile in " + folder + " cannot be read.");
        }
    }

    private static Opening openJournal(
            Path folder,
            StoreOptions options,
            ProfileLock lock,
            ProfileIdentity identity,
            Databases databases)
            throws IOException, SQLException {
        var trusted = databases.openCurrent();
        var opening =
                Journal.open(
                        options.journalFiles().apply(folder.resolve("journal")),
                        JournalOptions.of(identity.account().value()),
                        trusted);
        return switch (opening) {
            case OpenResult.Opened(var journal, var state) -> {
                state.findings().forEach(found -> LOG.warn("The journal: {}", found));
                var ledger = databases.ledger(journal, lock);
                var files =
                        AttachmentFolder.open(
                                folder.resolve("files"),
                                identity.keys().contentKeys().getFirst(),
                                options.secureRandom());
                yield new Opening.Opened(new LocalStore(ledger, files, options.clock().getZone()));
            }
            case OpenResult.NewerFormat _ -> new Opening.WrittenByNewer();
            case OpenResult.OtherProfile _ ->
                    new Opening.NotReadable(
                            "The keys and the journal in " + folder + " are of two profiles.");
            case OpenResult.NotOpened(var stop) -> {
                LOG.error("The journal does not open: {}", stop);
                yield new Opening.NotReadable("The journal in " + folder + " cannot be read.");
            }
        };
    }

    /// A folder that has a journal but no keys is never given new ones: nothing in it could be read with them.
    private static ProfileIdentity identity(Path folder, StoreOptions options) throws IOException {
        var file = new KeyFile(folder);
        var known = file.read();
        if (known.isPresent()) {
            return known.get();
        }
        if (Files.isDirectory(folder.resolve("journal"))) {
            throw new MalformedCborException("a journal without a key file");
        }
        var fresh =
                new KeyMaking(options.randomBytes())
                        .newIdentity(options.deviceName(), options.clock().millis());
        file.write(fresh);
        return fresh;
    }

    /// Gives an empty folder an identity, for a device that joins an account before its first start.
    public static void prepare(Path folder, ProfileIdentity identity) throws IOException {
        if (new KeyFile(folder).read().isPresent()) {
            throw new IllegalArgumentException("there is a profile in " + folder);
        }
        new KeyFile(folder).write(identity);
    }

    /// How many bytes of room its disk lacks to make this profile another device, in its account or from elsewhere; 0 for none. The
    /// profile may be open.
    public static long missingRoom(Path folder, boolean isFromElsewhere) {
        return DiskRoom.missingForAnother(folder, isFromElsewhere);
    }

    /// Makes a profile, whose store is closed, the device of another account that `identity` says: what it holds is sealed anew as that
    /// device's entries. Refused once the profile has delivered anything to an account. A crash leaves it as it was or as it will be.
    public static Rehoming rehome(Path folder, ProfileIdentity identity, StoreOptions options)
            throws IOException {
        return change(folder, identity, AccountChange.OF_OTHER_ACCOUNT, options);
    }

    /// Makes a profile, whose store is closed, another device of its own account: what others made, and the first `held` entries of the
    /// device that it was so far, stay as they are, and what that device made beyond them is sealed anew as the new device's. For a
    /// profile that was copied, or whose device was removed. Refused when something of that is damaged, or was built on by another
    /// device. A crash leaves it as it was or as it will be.
    ///
    /// @param held how many of the device's entries the account holds just as they are here, verified
    public static Rehoming reenrol(
            Path folder, ProfileIdentity identity, long held, StoreOptions options)
            throws IOException {
        if (held < 0) {
            throw new IllegalArgumentException("no account holds " + held + " entries");
        }
        return change(folder, identity, held, options);
    }

    private static Rehoming change(
            Path folder, ProfileIdentity identity, long held, StoreOptions options)
            throws IOException {
        return switch (ProfileLock.tryOwn(folder)) {
            case ProfileLock.Result.HeldBy(var pid) -> new Rehoming.HeldByOther(pid);
            case ProfileLock.Result.Owned(var lock) -> {
                try {
                    var swap = new ProfileSwap(folder);
                    swap.finish();
                    var from = new KeyFile(folder).read();
                    yield from.isEmpty()
                            ? new Rehoming.Refused("There is no profile in " + folder + ".")
                            : new AccountChange(folder, from.get(), identity, held, options, swap)
                                    .run();
                } catch (IOException | UncheckedIOException e) {
                    if (!DiskRoom.isFull(folder)) {
                        throw e;
                    }
                    LOG.error("The profile does not become another device.", e);
                    yield new Rehoming.Refused(
                            "The disk is full; make room and sign in again. Nothing that was"
                                    + " saved is lost.");
                } finally {
                    closeQuietly(lock);
                }
            }
        };
    }

    static Database open(Path folder) throws SQLException {
        return switch (Database.open(folder)) {
            case Database.Opened.Ready(var database) -> database;
            case Database.Opened.Newer _ -> throw new Databases.Newer();
            case Database.Opened.Damaged(var cause) -> throw cause;
        };
    }
}

package org.odradek.store;

import org.odradek.core.cbor.MalformedCborException;
import org.odradek.core.entry.ContentKeys;
import org.odradek.core.entry.NewerFormatException;
import org.odradek.core.entry.TamperedException;
import org.odradek.store.attachment.AttachmentFolder;
import org.odradek.store.attachment.DamagedAttachmentException;
import org.odradek.store.journal.DiskFiles;
import org.odradek.store.journal.Journal;
import org.odradek.store.journal.JournalOptions;
import org.odradek.store.journal.JournalStoppedException;
import org.odradek.store.journal.OpenResult;
import org.odradek.store.journal.Place;
import org.odradek.store.profile.KeyFile;
import org.odradek.store.profile.ProfileIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// Makes a profile that has never delivered anything another account's device, or a profile another device of its own account: its
/// entries, or those of them that the account does not hold, are sealed anew, once, under the account's keys and that device's name.
/// The profile is owned and closed meanwhile; see [ProfileSwap] for what a crash leaves.
final class AccountChange {
    /// For a profile that comes from elsewhere: the account holds nothing of it.
    static final long OF_OTHER_ACCOUNT = -1;

    private static final Logger LOG = LoggerFactory.getLogger(AccountChange.class);

    private final Path folder;
    private final ProfileIdentity from;
    private final ProfileIdentity to;
    private final long held;
    private final StoreOptions options;
    private final ProfileSwap swap;

    /// @param held how many of the device's entries its account holds as they are here, or [#OF_OTHER_ACCOUNT]
    AccountChange(
            Path folder,
            ProfileIdentity from,
            ProfileIdentity to,
            long held,
            StoreOptions options,
            ProfileSwap swap) {
        this.folder = folder;
        this.from = from;
        this.to = to;
        this.held = held;
        this.options = options;
        this.swap = swap;
    }

    Rehoming run() throws IOException {
        var refused = refused();
        if (refused.isPresent()) {
            return new Rehoming.Refused(refused.get());
        }
        swap.finish();
        var prepared = swap.begin();
        long entries;
        try (var old = open(folder.resolve("journal"), from);
                var fresh = open(prepared.resolve("journal"), to)) {
            var into = new RecordWriter(fresh);
            entries = held == OF_OTHER_ACCOUNT ? copy(old, into, prepared) : remake(old, into);
        } catch (EntryCopying.NotPossible
                | TamperedException
                | MalformedCborException
                | NewerFormatException e) {
            return new Rehoming.Refused(sentence(e));
        } catch (JournalStoppedException e) {
            throw new IOException("the new journal takes nothing", e);
        }
        new KeyFile(prepared).write(to);
        var setAside = swap.commit();
        swap.finish();
        return new Rehoming.Done(entries, setAside);
    }

    /// Why a profile cannot become that device; empty when it can. Reads all of its journal, which may be in use, and changes nothing. Files,
    /// of which a damaged one is left out, are not looked at.
    Optional<String> hindrance(Journal old) {
        var refused = refused();
        if (refused.isPresent()) {
            return refused;
        }
        try {
            if (held == OF_OTHER_ACCOUNT) {
                copied(old, RecordWriter.nowhere());
            } else {
                remake(old, RecordWriter.nowhere());
            }
            return Optional.empty();
        } catch (EntryCopying.NotPossible
                | TamperedException
                | MalformedCborException
                | NewerFormatException e) {
            return Optional.of(sentence(e));
        }
    }

    private static String sentence(RuntimeException why) {
        return switch (why) {
            case EntryCopying.NotPossible told -> told.sentence();
            case NewerFormatException newer -> {
                LOG.info("An own entry is newer than this version.", newer);
                yield "A newer Odradek wrote in this profile; update this one to sign in.";
            }
            default -> {
                LOG.error("An own entry cannot be read.", why);
                yield "A part of this profile cannot be read, so it was left as it is.";
            }
        };
    }

    private Optional<String> refused() {
        boolean isSame = from.account().equals(to.account());
        if (held == OF_OTHER_ACCOUNT) {
            return isSame
                    ? Optional.of("This profile belongs to that account already.")
                    : Optional.empty();
        }
        var known = from.keys().contentKeys();
        var given = to.keys().contentKeys();
        boolean fits =
                isSame && !from.device().equals(to.device()) && ContentKeys.goesOn(known, given);
        return fits
                ? Optional.empty()
                : Optional.of("This profile and that device don't belong together.");
    }

    private long copy(Journal old, RecordWriter into, Path prepared) throws IOException {
        var copied = copied(old, into);
        reseal(copied.attached(), prepared);
        return copied.entries();
    }

    /// @param entries  how many there are
    /// @param attached as [EntryCopying#attached()] says
    private record Copied(long entries, Set<String> attached) {}

    private Copied copied(Journal old, RecordWriter into) {
        var copying =
                new EntryCopying(
                        into,
                        Resealing.forOtherAccount(
                                from.device(),
                                to.device(),
                                Ledger.sealer(from, options),
                                Ledger.sealer(to, options)));
        old.replay(Place.START, copying);
        return new Copied(copying.end(), copying.attached());
    }

    /// Files stay where they are, under the same key.
    private long remake(Journal old, RecordWriter into) {
        var sealer = Ledger.sealer(to, options);
        var heldLog = new HeldLog(sealer, from.device(), held);
        old.replay(Place.START, heldLog);
        var remaking =
                new Remaking(
                        into,
                        Resealing.inAccount(from.device(), to.device(), sealer, held),
                        sealer,
                        from.device(),
                        held,
                        heldLog);
        old.replay(Place.START, remaking);
        return remaking.end();
    }

    /// Files are sealed under the account's key too. One that does not open is left out; it stays in what is set aside.
    private void reseal(Set<String> attached, Path prepared) throws IOException {
        var old = files(folder, from);
        var fresh = files(prepared, to);
        for (var sha256 : attached) {
            try (var content = old.open(sha256).orElseGet(InputStream::nullInputStream)) {
                if (old.has(sha256)) {
                    fresh.keep(content);
                }
            } catch (DamagedAttachmentException e) {
                LOG.warn("A damaged file is left out.", e);
            }
        }
    }

    private AttachmentFolder files(Path profile, ProfileIdentity of) throws IOException {
        return AttachmentFolder.open(
                profile.resolve("files"),
                of.keys().contentKeys().getFirst(),
                options.secureRandom());
    }

    private static Journal open(Path folder, ProfileIdentity of) throws IOException {
        return switch (Journal.open(
                new DiskFiles(folder), JournalOptions.of(of.account().value()), Place.START)) {
            case OpenResult.Opened(var journal, _) -> journal;
            case OpenResult other -> throw new IOException("the journal does not open: " + other);
        };
    }
}

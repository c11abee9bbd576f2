package org.odradek.store;

import org.odradek.core.cbor.MalformedCborException;
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
import java.util.Set;

/// Makes a profile that has never delivered anything another account's device: its entries are sealed anew, once, under that account's
/// keys and that device's name. The profile is owned and closed meanwhile; see [ProfileSwap] for what a crash leaves.
final class AccountChange {
    private static final Logger LOG = LoggerFactory.getLogger(AccountChange.class);

    private final Path folder;
    private final ProfileIdentity from;
    private final ProfileIdentity to;
    private final StoreOptions options;
    private final ProfileSwap swap;

    AccountChange(
            Path folder,
            ProfileIdentity from,
            ProfileIdentity to,
            StoreOptions options,
            ProfileSwap swap) {
        this.folder = folder;
        this.from = from;
        this.to = to;
        this.options = options;
        this.swap = swap;
    }

    Rehoming run() throws IOException {
        if (from.account().equals(to.account())) {
            return new Rehoming.Refused("This profile belongs to that account already.");
        }
        swap.finish();
        var prepared = swap.begin();
        long entries;
        try (var old = open(folder.resolve("journal"), from);
                var fresh = open(prepared.resolve("journal"), to)) {
            var copying =
                    new EntryCopying(
                            fresh,
                            new Resealing(
                                    from.device(),
                                    to.device(),
                                    Ledger.sealer(from, options),
                                    Ledger.sealer(to, options)));
            old.replay(Place.START, copying);
            entries = copying.end();
            reseal(copying.attached(), prepared);
        } catch (EntryCopying.NotPossible e) {
            return new Rehoming.Refused(e.sentence());
        } catch (TamperedException | MalformedCborException e) {
            LOG.error("An own entry cannot be read.", e);
            return new Rehoming.Refused(
                    "A part of this profile cannot be read, so it was left as it is.");
        } catch (NewerFormatException e) {
            LOG.info("An own entry is newer than this version.", e);
            return new Rehoming.Refused(
                    "A newer Odradek wrote in this profile; update this one to sign in.");
        } catch (JournalStoppedException e) {
            throw new IOException("the new journal takes nothing", e);
        }
        new KeyFile(prepared).write(to);
        var setAside = swap.commit();
        swap.finish();
        return new Rehoming.Done(entries, setAside);
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

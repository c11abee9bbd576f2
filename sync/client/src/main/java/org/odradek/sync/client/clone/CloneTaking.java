package org.odradek.sync.client.clone;

import org.jspecify.annotations.Nullable;
import org.odradek.core.causality.VersionVector;
import org.odradek.core.cbor.MalformedCborException;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.NewerFormatException;
import org.odradek.core.entry.SealedEntry;
import org.odradek.store.Store;
import org.odradek.sync.client.keys.CloneSealing;
import org.odradek.sync.client.transport.Reply;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.protocol.clone.Clones;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.Refusal;
import org.odradek.sync.protocol.wire.Token;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Takes a clone, a few chunks at a time: fetches all of it, verifies all of it, and only then hands its entries to the store, which
/// adds what is missing here and touches nothing else. It may end at any moment and is begun again with what was fetched. Runs on
/// the sync thread.
public final class CloneTaking {
    private static final Logger LOG = LoggerFactory.getLogger(CloneTaking.class);
    private static final int CHUNKS_A_STEP = 4;

    /// A server keeps the two newest clones, one of another device than the newest, and one that was confirmed. So much is fetched in vain, and lies on this disk, at most.
    private static final int CLONES_TRIED_MAX = 3;

    private static final String UNOPENED = "a chunk that no device of this account sealed";

    private final Store store;
    private final ServerApi server;
    private final IntFunction<byte[]> randomBytes;
    private final CloneFolder folder;
    private final Supplier<List<byte[]>> contentKeys;
    private final Set<Bytes> refused = new HashSet<>();

    /// Clones a chunk of which did not open, be it their author's fault or the server's. They are tried again when all have been.
    private final Set<Bytes> unopened = new HashSet<>();

    private @Nullable Coming coming;

    public CloneTaking(Store store, ServerApi server, IntFunction<byte[]> randomBytes) {
        this.store = store;
        this.server = server;
        this.randomBytes = randomBytes;
        this.folder = new CloneFolder(store.profile().folder().resolve("clone"));
        this.contentKeys = () -> store.profile().keys().contentKeys();
    }

    /// For looking at clones alone, beside one that is taken.
    public CloneTaking(
            Store store,
            ServerApi server,
            IntFunction<byte[]> randomBytes,
            List<byte[]> contentKeys) {
        this.store = store;
        this.server = server;
        this.randomBytes = randomBytes;
        this.folder = new CloneFolder(store.profile().folder().resolve("clone-looked-at"));
        this.contentKeys = () -> contentKeys;
    }

    /// What one step came to.
    public sealed interface Taken {
        record More() implements Taken {}

        /// Everything that the clone holds is here, durably.
        ///
        /// @param cut     up to where the account's log is here now
        /// @param entries what the clone held
        /// @param heads   the devices' signed words for it
        /// @param differs whether the view of the same entries is another one here than where the clone was made
        record Complete(Cursor cut, VersionVector entries, List<SignedHead> heads, boolean differs)
                implements Taken {}

        /// The server has none yet: another device makes one when it is there.
        record NoneYet() implements Taken {}

        /// The clone holds another entry under this name than is here; nothing of it was taken.
        record Diverged(EntryId entry) implements Taken {}

        /// What the server gives for a clone is none that this account's devices made; nothing of it was taken.
        record Forged(String what) implements Taken {}

        record NotAnswered(Reply<?> reply) implements Taken {}
    }

    /// A clone on its way in.
    private static final class Coming {
        final Bytes name;
        final CloneManifest manifest;
        final CloneSealing sealing;
        final CloneVerifying verifying;
        int fetched;
        int verified;
        int received;
        @Nullable EntryId diverged;

        Coming(Bytes name, CloneManifest manifest, CloneSealing sealing, CloneVerifying verifying) {
            this.name = name;
            this.manifest = manifest;
            this.sealing = sealing;
            this.verifying = verifying;
        }
    }

    /// How much of the clone on its way is here, from 0 to 1; 0 while there is none.
    public double progress() {
        var clone = coming;
        if (clone == null) {
            return 0;
        }
        double steps = 3.0 * Math.max(1, clone.manifest.chunks().size());
        return (clone.fetched + clone.verified + clone.received) / steps;
    }

    /// One step towards having what a clone holds.
    public Taken step(Token token, ControlLog control) {
        var clone = coming;
        if (clone == null || !isVerified(clone)) {
            return look(token, control, _ -> {});
        }
        int chunks = clone.manifest.chunks().size();
        return clone.received < chunks ? receive(clone) : end(clone);
    }

    /// Whether not all is here that counts of removed devices, or a clone that was begun is to be ended.
    public boolean mayRegain(ControlLog control) {
        var counting = Counting.ofRemoved(control);
        return coming != null || counting.isLackedBy(held(counting));
    }

    /// One step towards having what a clone holds that has more than is here of what counts of removed devices; none yet when none has.
    public Taken regain(Token token, ControlLog control) {
        var clone = coming;
        if (clone != null) {
            return withoutAWord(clone, step(token, control));
        }
        var counting = Counting.ofRemoved(control);
        var held = held(counting);
        var chosen =
                choose(token, control, manifest -> counting.isMoreIn(manifest.entries(), held));
        return chosen instanceof Taken.Forged ? new Taken.NoneYet() : chosen;
    }

    /// What cannot be believed cannot be known to have more, and whoever needs a clone says so.
    private Taken withoutAWord(Coming clone, Taken taken) {
        return switch (taken) {
            case Taken.Forged _, Taken.Diverged _ -> {
                refuse(clone, "a clone that was not needed");
                yield new Taken.NoneYet();
            }
            case Taken.More _, Taken.Complete _, Taken.NoneYet _, Taken.NotAnswered _ -> taken;
        };
    }

    /// What is here, be it that it waits for what is nowhere: no clone brings that again.
    private VersionVector held(Counting counting) {
        var held = store.received();
        for (var each : counting.upTo().seqByDevice().entrySet()) {
            var device = each.getKey();
            if (held.seq(device) < each.getValue()) {
                long seq = store.held(device);
                held = seq == 0 ? held : held.with(new EntryId(device, seq));
            }
        }
        return held;
    }

    /// One step towards having verified what a clone holds, none of which is taken.
    ///
    /// @param passing told of entries as they are verified, in the order of their causes
    public Taken look(Token token, ControlLog control, Consumer<List<SealedEntry>> passing) {
        var clone = coming;
        if (clone == null) {
            return choose(token, control, _ -> true);
        }
        int chunks = clone.manifest.chunks().size();
        if (clone.fetched < chunks) {
            return fetch(token, clone);
        }
        if (clone.diverged != null) {
            return new Taken.Diverged(clone.diverged);
        }
        if (clone.verified < chunks) {
            return verify(clone, passing);
        }
        return isVerified(clone)
                ? new Taken.More()
                : refuse(clone, "a clone that lacks some of what it names");
    }

    private static boolean isVerified(Coming clone) {
        return clone.verified == clone.manifest.chunks().size() && clone.verifying.isComplete();
    }

    /// Up to where the account's log is in the clone that was verified; empty while there is none.
    public Optional<Cursor> verifiedUpTo() {
        return Optional.ofNullable(coming)
                .filter(CloneTaking::isVerified)
                .map(clone -> clone.manifest.cut());
    }

    /// Drops what was fetched.
    public void forget() {
        folder.keepOnly(Set.of());
        coming = null;
    }

    private Taken choose(Token token, ControlLog control, Predicate<CloneManifest> suits) {
        var reply = server.clones(token);
        if (!(reply instanceof Reply.Answered<Clones>(var clones))) {
            return new Taken.NotAnswered(reply);
        }
        Taken otherwise = new Taken.NoneYet();
        var believed = new ArrayList<Coming>();
        for (var held : clones.clones()) {
            var name = held.offer().name();
            if (refused.contains(name) || believed.size() == CLONES_TRIED_MAX) {
                continue;
            }
            switch (CloneReading.read(held.offer(), control, contentKeys.get(), randomBytes)) {
                case CloneReading.Read.Understood(var manifest, _) when !suits.test(manifest) -> {}
                case CloneReading.Read.Understood(var manifest, var sealing) -> {
                    var verifying = new CloneVerifying(control, manifest);
                    var wrong = verifying.heads();
                    if (wrong.isEmpty()) {
                        believed.add(new Coming(name, manifest, sealing, verifying));
                    } else {
                        otherwise = new Taken.Forged(wrong.get());
                    }
                }
                case CloneReading.Read.AuthorRevoked _ ->
                        LOG.info("A clone of a device that was removed is left alone.");
                case CloneReading.Read.Forged(var what) -> otherwise = new Taken.Forged(what);
            }
        }
        return believed.isEmpty() ? otherwise : newest(believed);
    }

    /// The newest one that was not tried in vain. What was fetched of the others stays for when they are tried again.
    private Taken newest(List<Coming> believed) {
        var chunks = new HashSet<Bytes>();
        believed.forEach(clone -> chunks.addAll(clone.manifest.chunks()));
        folder.keepOnly(chunks);
        var next = believed.stream().filter(clone -> !unopened.contains(clone.name)).findFirst();
        if (next.isEmpty()) {
            unopened.clear();
            return new Taken.Forged(UNOPENED);
        }
        coming = next.get();
        return new Taken.More();
    }

    private Taken fetch(Token token, Coming clone) {
        for (int n = 0; n < CHUNKS_A_STEP && clone.fetched < clone.manifest.chunks().size(); ) {
            var name = clone.manifest.chunks().get(clone.fetched);
            if (!folder.has(name)) {
                var reply = server.blob(token, name);
                if (reply instanceof Reply.Refused<Bytes>(Refusal.NotFound _)) {
                    LOG.info("The clone is not held any more; a newer one is looked for.");
                    coming = null;
                    return new Taken.NoneYet();
                }
                if (!(reply instanceof Reply.Answered<Bytes>(var sealed))) {
                    return new Taken.NotAnswered(reply);
                }
                if (clone.sealing.open(name, sealed.array()).isEmpty()) {
                    LOG.warn("A chunk of a clone does not open; an older clone is looked for.");
                    unopened.add(clone.name);
                    coming = null;
                    return new Taken.More();
                }
                folder.keep(name, sealed.array());
                n++;
            }
            clone.fetched++;
        }
        return new Taken.More();
    }

    private Taken verify(Coming clone, Consumer<List<SealedEntry>> passing) {
        var here = store.received();
        for (int n = 0; n < CHUNKS_A_STEP && clone.verified < clone.manifest.chunks().size(); n++) {
            var entries = entries(clone, clone.verified);
            if (entries.isEmpty()) {
                return new Taken.More();
            }
            for (var entry : entries.get()) {
                var wrong = clone.verifying.take(entry);
                if (wrong != null) {
                    return refuse(clone, wrong);
                }
                if (isOther(clone, here, entry)) {
                    clone.diverged = entry.id();
                    return new Taken.Diverged(entry.id());
                }
            }
            passing.accept(entries.get());
            clone.verified++;
        }
        return new Taken.More();
    }

    /// Of this device's log, whose two ways may part anywhere, every entry is compared; of others' the last one that both have, which
    /// stands for those before it.
    private boolean isOther(Coming clone, VersionVector here, SealedEntry entry) {
        var device = entry.id().device();
        long last = Math.min(here.seq(device), clone.manifest.entries().seq(device));
        return here.covers(entry.id())
                && (entry.id().seq() == last || device.equals(store.profile().device()))
                && store.hash(entry.id())
                        .filter(hash -> !Arrays.equals(hash, entry.header().hash()))
                        .isPresent();
    }

    private Taken receive(Coming clone) {
        var entries = entries(clone, clone.received);
        if (entries.isPresent()) {
            var here = store.received();
            var held = store.delivered().with(entries.get().stream().map(SealedEntry::id).toList());
            var reception =
                    store.receive(
                            entries.get().stream()
                                    .filter(entry -> !here.covers(entry.id()))
                                    .toList(),
                            held,
                            Map.of());
            if (!reception.diverged().isEmpty()) {
                return new Taken.Diverged(reception.diverged().getFirst());
            }
            clone.received++;
        }
        return new Taken.More();
    }

    /// The entries of a chunk that was fetched; empty when the disk lost it meanwhile, and then everything is begun again.
    private Optional<List<SealedEntry>> entries(Coming clone, int number) {
        var name = clone.manifest.chunks().get(number);
        try {
            var content = folder.read(name).flatMap(bytes -> clone.sealing.open(name, bytes));
            if (content.isPresent()) {
                return Optional.of(CloneChunk.decode(content.get()));
            }
            LOG.warn("A chunk of a clone is damaged on this disk and is fetched again.");
        } catch (MalformedCborException | NewerFormatException e) {
            LOG.warn("A chunk of a clone cannot be read.", e);
            refused.add(clone.name);
        }
        forget();
        return Optional.empty();
    }

    private Taken refuse(Coming clone, String what) {
        refused.add(clone.name);
        forget();
        return new Taken.Forged(what);
    }

    private Taken end(Coming clone) {
        var manifest = clone.manifest;
        var now = store.cut();
        boolean differs =
                now.entries().equals(manifest.entries())
                        && !now.viewHash().equals(manifest.viewHash());
        forget();
        return new Taken.Complete(manifest.cut(), manifest.entries(), manifest.heads(), differs);
    }
}

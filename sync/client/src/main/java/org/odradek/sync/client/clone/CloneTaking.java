package org.odradek.sync.client.clone;

import org.jspecify.annotations.Nullable;
import org.odradek.core.causality.VersionVector;
import org.odradek.core.cbor.MalformedCborException;
import org.odradek.core.entry.NewerFormatException;
import org.odradek.core.entry.SealedEntry;
import org.odradek.store.Store;
import org.odradek.store.journal.JournalStoppedException;
import org.odradek.store.snapshot.MalformedRowsException;
import org.odradek.sync.client.keys.CloneSealing;
import org.odradek.sync.client.transport.Reply;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.clone.Clones;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.Refusal;
import org.odradek.sync.protocol.wire.SignedHead;
import org.odradek.sync.protocol.wire.Token;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/// Takes a clone, a few chunks at a time: fetches all of it, verifies all of it, and only then hands its entries to the store, which
/// adds what is missing here and touches nothing else. Where this device is new and makes the same rows, the store fills tables with
/// the clone's rows meanwhile; whatever does not fit there leaves the entries, from which the store makes its own. It may end at any
/// moment and is begun again with what was fetched. Runs on the sync thread.
public final class CloneTaking {
    private static final Logger LOG = LoggerFactory.getLogger(CloneTaking.class);
    private static final int CHUNKS_A_STEP = 4;

    private final Store store;
    private final ServerApi server;
    private final IntFunction<byte[]> randomBytes;
    private final CloneFolder folder;
    private final Set<Bytes> refused = new HashSet<>();
    private final Set<Bytes> withoutRows = new HashSet<>();
    private final CloneCheck check;
    private @Nullable Coming coming;

    public CloneTaking(Store store, ServerApi server, IntFunction<byte[]> randomBytes) {
        this.store = store;
        this.server = server;
        this.randomBytes = randomBytes;
        this.folder = new CloneFolder(store.profile().folder().resolve("clone"));
        this.check = new CloneCheck(store);
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

        /// What the server gives for a clone is none that this account's devices made; nothing of it was taken.
        record Forged(String what) implements Taken {}

        record NotAnswered(Reply<?> reply) implements Taken {}
    }

    /// A chunk that was asked for.
    private record Ahead(Token token, Bytes name, Supplier<Reply<Bytes>> answer) {}

    /// A clone on its way in.
    private static final class Coming {
        final Bytes name;
        final CloneManifest manifest;
        final CloneSealing sealing;
        final CloneVerifying verifying;
        final @Nullable ComingRows rows;
        final List<Bytes> wanted;
        @Nullable Ahead ahead;
        int fetched;
        int received;

        Coming(
                Bytes name,
                CloneManifest manifest,
                CloneSealing sealing,
                CloneVerifying verifying,
                @Nullable ComingRows rows) {
            this.name = name;
            this.manifest = manifest;
            this.sealing = sealing;
            this.verifying = verifying;
            this.rows = rows;
            this.wanted = new ArrayList<>();
            if (rows != null) {
                wanted.addAll(rows.names().view());
                wanted.addAll(rows.names().log());
            }
            wanted.addAll(manifest.chunks());
        }

        /// How many of the chunks that are wanted hold no entries.
        int beforeEntries() {
            return wanted.size() - manifest.chunks().size();
        }

        boolean isOfView(int number) {
            return rows != null && number < rows.names().view().size();
        }
    }

    /// How much of the clone on its way is here, from 0 to 1; 0 while there is none.
    public double progress() {
        var clone = coming;
        if (clone == null) {
            return 0;
        }
        double steps = Math.max(1, clone.wanted.size() + clone.manifest.chunks().size());
        return (clone.fetched + clone.received) / steps;
    }

    /// One step towards having what a clone holds.
    public Taken step(Token token, ControlLog control) {
        return step(token, control, 0);
    }

    /// The same with a clone that covers the account's log up to a position and carries rows that are of use here, if there is one; with
    /// any clone for 0.
    public Taken step(Token token, ControlLog control, long positionMin) {
        var clone = coming;
        if (clone == null) {
            return choose(token, control, positionMin);
        }
        try {
            return step(token, clone);
        } catch (MalformedRowsException e) {
            LOG.warn("A clone's rows are of no use; its entries are taken alone.", e);
            return withoutRows(clone);
        } catch (JournalStoppedException e) {
            end(clone.rows);
            coming = null;
            throw e;
        }
    }

    private Taken step(Token token, Coming clone) {
        int chunks = clone.manifest.chunks().size();
        if (clone.fetched < clone.wanted.size()) {
            return fetch(token, clone);
        }
        if (!clone.verifying.isComplete()) {
            return refuse(clone, "a clone that lacks some of what it names");
        }
        return clone.received < chunks ? receive(clone) : end(clone);
    }

    /// Goes on with the entries that a clone has.
    private Taken withoutRows(Coming clone) {
        end(clone.rows);
        coming = null;
        withoutRows.add(clone.name);
        return new Taken.More();
    }

    private static void end(@Nullable ComingRows rows) {
        if (rows != null) {
            rows.close();
        }
    }

    private Taken choose(Token token, ControlLog control, long positionMin) {
        var reply = server.clones(token);
        if (!(reply instanceof Reply.Answered<Clones>(var clones))) {
            return new Taken.NotAnswered(reply);
        }
        Taken otherwise = new Taken.NoneYet();
        for (var held : clones.clones()) {
            var name = held.offer().name();
            if (refused.contains(name) || held.offer().cut().position() < positionMin) {
                continue;
            }
            switch (CloneReading.read(
                    held.offer(), control, store.profile().keys().contentKeys(), randomBytes)) {
                case CloneReading.Read.Understood(var manifest, var sealing) -> {
                    var verifying = new CloneVerifying(control, manifest);
                    var wrong = verifying.heads();
                    var rows = wrong.isEmpty() ? rows(name, manifest) : null;
                    if (wrong.isEmpty() && (rows != null || positionMin == 0)) {
                        coming = new Coming(name, manifest, sealing, verifying, rows);
                        folder.keepOnly(new HashSet<>(coming.wanted));
                        return new Taken.More();
                    }
                    if (wrong.isPresent()) {
                        otherwise = new Taken.Forged(wrong.get());
                    }
                }
                case CloneReading.Read.AuthorRevoked _ ->
                        LOG.info("A clone of a device that was removed is left alone.");
                case CloneReading.Read.Newer _ ->
                        LOG.info("A clone that a newer version made is left alone.");
                case CloneReading.Read.Forged(var what) -> otherwise = new Taken.Forged(what);
            }
        }
        return otherwise;
    }

    private @Nullable ComingRows rows(Bytes name, CloneManifest manifest) {
        var rows = manifest.rows();
        return rows == null || withoutRows.contains(name)
                ? null
                : store.takeRows(rows.form(), manifest.entries())
                        .map(taking -> new ComingRows(manifest, rows, taking))
                        .orElse(null);
    }

    private Taken fetch(Token token, Coming clone) {
        for (int n = 0; n < CHUNKS_A_STEP && clone.fetched < clone.wanted.size(); n++) {
            var name = clone.wanted.get(clone.fetched);
            byte[] content;
            if (folder.has(name)) {
                var held = content(clone, name);
                if (held.isEmpty()) {
                    return new Taken.More();
                }
                content = held.get();
            } else {
                var reply = arriving(token, clone, name);
                if (reply instanceof Reply.Refused<Bytes>(Refusal.NotFound _)) {
                    LOG.info("The clone is not held any more; a newer one is looked for.");
                    end(clone.rows);
                    coming = null;
                    return new Taken.NoneYet();
                }
                if (!(reply instanceof Reply.Answered<Bytes>(var sealed))) {
                    return new Taken.NotAnswered(reply);
                }
                var opened = clone.sealing.open(name, sealed.array());
                if (opened.isEmpty()) {
                    // The clone itself may be well, so that it is tried again.
                    end(clone.rows);
                    coming = null;
                    return new Taken.Forged("a chunk that no device of this account sealed");
                }
                folder.keep(name, sealed.array());
                content = opened.get();
            }
            var wrong = arrived(clone, content);
            if (wrong != null) {
                return wrong;
            }
            clone.fetched++;
        }
        return new Taken.More();
    }

    /// A chunk, asked for before while the one before it was looked at; the next one is asked for.
    private Reply<Bytes> arriving(Token token, Coming clone, Bytes name) {
        var asked = clone.ahead;
        clone.ahead = null;
        var reply =
                asked != null && asked.token.equals(token) && asked.name.equals(name)
                        ? asked.answer.get()
                        : server.blob(token, name);
        int next = clone.fetched + 1;
        if (next < clone.wanted.size() && !folder.has(clone.wanted.get(next))) {
            var nextName = clone.wanted.get(next);
            clone.ahead = new Ahead(token, nextName, server.blobAhead(token, nextName));
        }
        return reply;
    }

    /// Looks at what the next chunk holds; answers what ends the step, or null.
    private @Nullable Taken arrived(Coming clone, byte[] content) {
        if (clone.rows != null && clone.isOfView(clone.fetched)) {
            if (!clone.rows.take(content)) {
                throw new MalformedRowsException("rows that are not those of the view");
            }
        } else if (clone.fetched >= clone.beforeEntries()) {
            var entries = decoded(clone, content);
            if (entries.isEmpty()) {
                return new Taken.More();
            }
            for (var entry : entries.get()) {
                var wrong = clone.verifying.take(entry);
                if (wrong != null) {
                    return refuse(clone, wrong);
                }
            }
        }
        return null;
    }

    private Taken receive(Coming clone) {
        var entries = entries(clone, clone.received);
        if (entries.isEmpty()) {
            return new Taken.More();
        }
        if (clone.rows == null) {
            var here = store.received();
            store.receive(
                    entries.get().stream().filter(entry -> !here.covers(entry.id())).toList());
        } else {
            var ofThem = content(clone, clone.rows.names().log().get(clone.received));
            if (ofThem.isEmpty()) {
                return new Taken.More();
            }
            clone.rows.entries(entries.get(), ofThem.get());
        }
        clone.received++;
        return new Taken.More();
    }

    /// The entries of a chunk that was fetched; empty when the disk lost it meanwhile, and then everything is begun again.
    private Optional<List<SealedEntry>> entries(Coming clone, int number) {
        return content(clone, clone.manifest.chunks().get(number))
                .flatMap(content -> decoded(clone, content));
    }

    private Optional<List<SealedEntry>> decoded(Coming clone, byte[] content) {
        try {
            return Optional.of(CloneChunk.decode(content));
        } catch (MalformedCborException | NewerFormatException e) {
            LOG.warn("A chunk of a clone cannot be read.", e);
            refused.add(clone.name);
            beginAgain(clone);
            return Optional.empty();
        }
    }

    /// What a chunk that was fetched holds; empty when the disk lost it meanwhile, and then everything is begun again.
    private Optional<byte[]> content(Coming clone, Bytes name) {
        var content = folder.read(name).flatMap(bytes -> clone.sealing.open(name, bytes));
        if (content.isEmpty()) {
            LOG.warn("A chunk of a clone is damaged on this disk and is fetched again.");
            beginAgain(clone);
        }
        return content;
    }

    private void beginAgain(Coming clone) {
        end(clone.rows);
        folder.keepOnly(Set.of());
        coming = null;
    }

    private Taken refuse(Coming clone, String what) {
        refused.add(clone.name);
        beginAgain(clone);
        return new Taken.Forged(what);
    }

    private Taken end(Coming clone) {
        var manifest = clone.manifest;
        if (clone.rows != null) {
            check.owe(manifest.entries(), manifest.viewHash());
            clone.rows.end();
        }
        var now = store.cut();
        boolean differs =
                now.entries().equals(manifest.entries())
                        && !now.viewHash().equals(manifest.viewHash());
        folder.keepOnly(Set.of());
        coming = null;
        return new Taken.Complete(manifest.cut(), manifest.entries(), manifest.heads(), differs);
    }
}

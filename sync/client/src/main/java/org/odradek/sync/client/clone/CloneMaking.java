package org.odradek.sync.client.clone;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.store.Store;
import org.odradek.store.journal.DamagedRecordException;
import org.odradek.store.snapshot.LogCut;
import org.odradek.sync.client.account.AccountFacts;
import org.odradek.sync.client.account.RawKeys;
import org.odradek.sync.client.keys.CloneSealing;
import org.odradek.sync.client.transport.Reply;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.protocol.clone.CloneAnswer;
import org.odradek.sync.protocol.clone.CloneOffer;
import org.odradek.sync.protocol.wire.BlobNames;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.Token;
import org.odradek.sync.protocol.wire.WireBounds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;

/// Makes a clone of this device's log at the server's wish, a few chunks at a time, while the person goes on editing. Chunks that the
/// server holds from an earlier clone are not sent again; what is cut off goes on where it stopped. Runs on the sync thread.
public final class CloneMaking {
    private static final Logger LOG = LoggerFactory.getLogger(CloneMaking.class);

    /// So long as naming or sending takes at once, edits of this device wait for their delivery.
    private static final int CHUNKS_A_STEP = 4;

    private final Store store;
    private final AccountFacts facts;
    private final ServerApi server;
    private final InstantSource clock;
    private final IntFunction<byte[]> randomBytes;
    private final Function<EntryId, Optional<Bytes>> hash;
    private final UploadLimit limit;
    private @Nullable Draft draft;

    /// @param hash the hash of an entry that is here
    public CloneMaking(
            Store store,
            AccountFacts facts,
            ServerApi server,
            InstantSource clock,
            IntFunction<byte[]> randomBytes,
            Function<EntryId, Optional<Bytes>> hash) {
        this.store = store;
        this.facts = facts;
        this.server = server;
        this.clock = clock;
        this.randomBytes = randomBytes;
        this.hash = hash;
        this.limit = new UploadLimit(clock);
    }

    /// What one step came to.
    public sealed interface Made {
        /// There is more to do.
        record More() implements Made {}

        /// The server has it, or does not need it any more.
        record Done() implements Made {}

        record NotAnswered(Reply<?> reply) implements Made {}
    }

    /// A clone in the making.
    private static final class Draft {
        final Cursor at;
        final LogCut cut;
        final List<SignedHead> heads;
        final int keyGeneration;
        final CloneSealing sealing;
        final List<Bytes> names = new ArrayList<>();
        final List<Long> begins = new ArrayList<>();
        final Set<Bytes> held = new HashSet<>();
        long named;
        boolean allNamed;
        int asked;
        int sent;
        @Nullable Bytes manifest;

        Draft(
                Cursor at,
                LogCut cut,
                List<SignedHead> heads,
                int keyGeneration,
                CloneSealing sealing) {
            this.at = at;
            this.cut = cut;
            this.heads = heads;
            this.keyGeneration = keyGeneration;
            this.sealing = sealing;
        }

        Optional<LogCut.Piece> piece(long after) {
            return cut.after(after, CloneChunk.BYTES_MAX, CloneChunk.OVERHEAD_BYTES);
        }
    }

    /// One step towards a clone that covers the account's log up to a cursor, everything before which is here. A clone that was begun
    /// earlier is ended first. A device whose journal is damaged makes none: the server asks another one after a while. Neither does one
    /// whose chunks the server takes and lacks again and again, for a day.
    public Made step(Token token, Cursor at) {
        try {
            return stepOnWholeDisk(token, at);
        } catch (DamagedRecordException e) {
            LOG.warn("No clone is made: a record of this device's journal is damaged.", e);
            draft = null;
            return new Made.Done();
        }
    }

    private Made stepOnWholeDisk(Token token, Cursor at) {
        if (limit.isReached()) {
            draft = null;
            return new Made.Done();
        }
        var making = draft;
        if (making == null) {
            draft = begun(at);
            return draft == null ? new Made.Done() : new Made.More();
        }
        if (!making.allNamed) {
            return name(making);
        }
        if (making.asked < making.names.size()) {
            return ask(token, making);
        }
        return making.sent < making.names.size() ? send(token, making) : offer(token, making);
    }

    private @Nullable Draft begun(Cursor at) {
        var cut = store.cut();
        var heads = new ArrayList<SignedHead>();
        for (var each : cut.entries().seqByDevice().entrySet()) {
            var head = head(new EntryId(each.getKey(), each.getValue()));
            if (head.isEmpty()) {
                LOG.warn("No clone is made: the newest entries of a device lack its word.");
                return null;
            }
            heads.add(head.get());
        }
        var contentKeys = store.profile().keys().contentKeys();
        var sealing = new CloneSealing(contentKeys.getLast(), randomBytes);
        return new Draft(at, cut, heads, contentKeys.size(), sealing);
    }

    private Optional<SignedHead> head(EntryId last) {
        var profile = store.profile();
        if (!last.device().equals(profile.device())) {
            return facts.head(last.device())
                    .filter(head -> head.entry().equals(last))
                    .filter(head -> hash.apply(last).equals(Optional.of(head.hash())));
        }
        var key = RawKeys.signingKey(profile.keys().deviceSign().privateKey());
        return hash.apply(last)
                .map(found -> SignedHead.signed(profile.account(), last, found, key));
    }

    private Made name(Draft making) {
        for (int n = 0; n < CHUNKS_A_STEP && !making.allNamed; n++) {
            var next = making.piece(making.named);
            if (next.isEmpty()) {
                return beginAgain();
            }
            var piece = next.get();
            if (!piece.entries().isEmpty()) {
                making.begins.add(making.named);
                making.names.add(making.sealing.name(CloneChunk.encode(piece.entries())));
            }
            making.named = piece.upTo();
            making.allNamed = !piece.isFull();
        }
        return new Made.More();
    }

    private Made beginAgain() {
        LOG.info("The view was made anew meanwhile; the clone is begun again.");
        draft = null;
        return new Made.More();
    }

    private Made ask(Token token, Draft making) {
        int end = Math.min(making.names.size(), making.asked + WireBounds.BLOB_NAMES_MAX);
        var reply = server.held(token, new BlobNames(making.names.subList(making.asked, end)));
        if (!(reply instanceof Reply.Answered<BlobNames>(var held))) {
            return new Made.NotAnswered(reply);
        }
        making.held.addAll(held.names());
        making.asked = end;
        return new Made.More();
    }

    private Made send(Token token, Draft making) {
        for (int n = 0; n < CHUNKS_A_STEP && making.sent < making.names.size(); ) {
            var name = making.names.get(making.sent);
            if (!making.held.contains(name)) {
                if (!limit.allows(name)) {
                    return giveUp();
                }
                var piece = making.piece(making.begins.get(making.sent));
                if (piece.isEmpty()) {
                    return beginAgain();
                }
                var content = CloneChunk.encode(piece.get().entries());
                var reply = server.putBlob(token, name, making.sealing.seal(name, content));
                if (!(reply instanceof Reply.Answered<Bytes>)) {
                    return new Made.NotAnswered(reply);
                }
                limit.took(name);
                making.held.add(name);
                n++;
            }
            making.sent++;
        }
        return new Made.More();
    }

    private Made offer(Token token, Draft making) {
        var profile = store.profile();
        var manifest = making.manifest == null ? manifest(making) : making.manifest;
        making.manifest = manifest;
        var offer =
                new CloneOffer(
                        profile.device(),
                        making.at,
                        manifest,
                        List.copyOf(new HashSet<>(making.names)),
                        clock.millis());
        if (!limit.allows(offer.name())) {
            return giveUp();
        }
        var reply = server.offerClone(token, offer);
        if (!(reply instanceof Reply.Answered<CloneAnswer>(var answer))) {
            return new Made.NotAnswered(reply);
        }
        if (answer instanceof CloneAnswer.Missing(var missing)) {
            // Dropped since they were asked for.
            limit.took(offer.name());
            missing.forEach(making.held::remove);
            making.sent = 0;
            return new Made.More();
        }
        LOG.info("A clone of {} chunks was offered: {}", making.names.size(), answer);
        draft = null;
        return new Made.Done();
    }

    private Made giveUp() {
        LOG.warn("No clone is made for now: the server lacks again and again what it takes.");
        draft = null;
        return new Made.Done();
    }

    private Bytes manifest(Draft making) {
        var profile = store.profile();
        DeviceId author = profile.device();
        var content =
                new CloneManifest(
                        profile.account(),
                        author,
                        making.at,
                        making.cut.entries(),
                        making.cut.viewHash(),
                        making.keyGeneration,
                        making.heads,
                        making.names);
        var key = RawKeys.signingKey(profile.keys().deviceSign().privateKey());
        return making.sealing.sealManifest(
                CloneManifest.bound(profile.account(), author), content.signed(key));
    }
}

package org.odradek.sync.client.account;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.SealedEntry;
import org.odradek.store.Store;
import org.odradek.store.profile.Profile;
import org.odradek.store.profile.ProfileIdentity;
import org.odradek.store.profile.ProfileKeys;
import org.odradek.sync.client.clone.CloneTaking;
import org.odradek.sync.client.pull.Cursors;
import org.odradek.sync.client.pull.PulledPage;
import org.odradek.sync.client.pull.Verifying;
import org.odradek.sync.client.transport.Reply;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.connection.Activate;
import org.odradek.sync.protocol.connection.ActivateAnswer;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.wire.Challenge;
import org.odradek.sync.protocol.wire.ChallengeQuery;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.DeviceHeads;
import org.odradek.sync.protocol.wire.Pull;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.protocol.wire.SessionAnswer;
import org.odradek.sync.protocol.wire.SessionQuery;
import org.odradek.sync.protocol.wire.Token;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/// Finds out where the account's log of this device and the one that is here go different ways, by reading the account's log, or a
/// clone where that was dropped, as a device does that fetches: everything is verified, and nothing is taken. Blocks the caller for as
/// long as fetching would. Of entries that are not here a hash each is kept, for as many as a server keeps of one account.
final class Parting {
    /// A device that has no channel asks for it, once more if it loses it meanwhile.
    private static final int ACTIVATIONS_MAX = 2;

    /// While one was read, the log may have been dropped behind it.
    private static final int CLONES_MAX = 2;

    private final Store store;
    private final DeviceId self;
    private final ServerApi server;
    private final IntFunction<byte[]> randomBytes;
    private final Map<EntryId, Bytes> passed = new HashMap<>();
    private long inAccount;
    private int activations;
    private int clones;

    Parting(Store store, ServerApi server, IntFunction<byte[]> randomBytes) {
        this.store = store;
        this.self = store.profile().device();
        this.server = server;
        this.randomBytes = randomBytes;
    }

    /// What came of looking.
    sealed interface Found {
        /// The account holds `held` of this device's entries as they are here, and other ones behind them.
        record Parted(long held) implements Found {}

        /// As far as the account holds this device's log, which is up to here at least, it is the one that is here.
        record Together(long upTo) implements Found {}

        /// The account holds what a newer version wrote.
        record Newer() implements Found {}

        /// What the server sent is not what the account's devices wrote.
        record Forged() implements Found {}

        record NoAnswer() implements Found {}
    }

    /// Asks as the device that this profile is. A server that says that nothing parts is asked for no more: then nothing is changed.
    Found find(ControlLog control, Profile as, List<byte[]> contentKeys) {
        var token = open(control, as.device(), as.keys());
        if (token.isEmpty()
                || !(server.heads(token.get()) instanceof Reply.Answered<DeviceHeads>(var heads))) {
            return new Found.NoAnswer();
        }
        var head = heads.heads().stream().filter(one -> one.device().equals(self)).findFirst();
        boolean isHere =
                head.filter(one -> one.seq() > 0)
                        .map(one -> isHere(new EntryId(self, one.seq()), one.hash()))
                        .orElse(true);
        return isHere
                ? new Found.Together(head.map(DeviceHeads.DeviceHead::seq).orElse(0L))
                : read(token.get(), control, contentKeys);
    }

    /// Asks as a device that has just been enrolled.
    Found find(ControlLog control, ProfileIdentity as) {
        var token = open(control, as.device(), as.keys());
        return token.isEmpty()
                ? new Found.NoAnswer()
                : read(token.get(), control, as.keys().contentKeys());
    }

    private Optional<Token> open(ControlLog control, DeviceId device, ProfileKeys keys) {
        var asked = server.challenge(new ChallengeQuery(control.account(), device));
        if (!(asked instanceof Reply.Answered<Challenge>(var challenge))) {
            return Optional.empty();
        }
        var query =
                SessionQuery.signed(
                        control.account(),
                        device,
                        challenge.challenge(),
                        RawKeys.signingKey(keys.deviceSign().privateKey()));
        return server.session(query)
                        instanceof Reply.Answered<SessionAnswer>(SessionAnswer.Opened opened)
                ? Optional.of(opened.token())
                : Optional.empty();
    }

    private boolean isHere(EntryId entry, Bytes hash) {
        return store.hash(entry).filter(here -> hash.equals(new Bytes(here))).isPresent();
    }

    /// The hash of an entry that was passed on the way, or is here.
    private Optional<Bytes> hash(EntryId entry) {
        var there = passed.get(entry);
        return there == null ? store.hash(entry).map(Bytes::new) : Optional.of(there);
    }

    private Found read(Token token, ControlLog control, List<byte[]> contentKeys) {
        var cursors = new Cursors(store.facts(), store::has);
        var from = cursors.newest();
        inAccount = cursors.entries().seq(self);
        while (true) {
            switch (walk(token, control, from)) {
                case Walked.Ended(var found) -> {
                    return found;
                }
                case Walked.Elsewhere _ -> {
                    if (from.equals(Cursor.START)) {
                        return new Found.Forged();
                    }
                    from = Cursor.START;
                    inAccount = 0;
                    passed.clear();
                }
                case Walked.NoChannel _ -> {
                    var answer = server.activate(token, new Activate(from));
                    if (++activations > ACTIVATIONS_MAX
                            || !(answer instanceof Reply.Answered<ActivateAnswer>)) {
                        return new Found.NoAnswer();
                    }
                }
                case Walked.Dropped _ -> {
                    if (++clones > CLONES_MAX) {
                        return new Found.NoAnswer();
                    }
                    var taking = new CloneTaking(store, server, randomBytes, contentKeys);
                    Found ended;
                    Optional<Cursor> cut;
                    try {
                        ended = compare(token, control, taking);
                        cut = taking.verifiedUpTo();
                    } finally {
                        taking.forget();
                    }
                    if (ended != null || cut.isEmpty()) {
                        return ended == null ? new Found.NoAnswer() : ended;
                    }
                    from = cut.get();
                }
            }
        }
    }

    /// How reading the log from a cursor ended.
    private sealed interface Walked {
        record Ended(Found found) implements Walked {}

        /// The log does not hold what this device saw there.
        record Elsewhere() implements Walked {}

        record NoChannel() implements Walked {}

        /// The log begins later.
        record Dropped() implements Walked {}
    }

    private Walked walk(Token token, ControlLog control, Cursor cursor) {
        var verifying = new Verifying(control, cursor, this::hash);
        var from = cursor;
        while (true) {
            if (!(server.pull(token, Pull.after(from))
                    instanceof Reply.Answered<PullAnswer>(var answer))) {
                return new Walked.Ended(new Found.NoAnswer());
            }
            switch (answer) {
                case PullAnswer.Trimmed _ -> {
                    return new Walked.Dropped();
                }
                case PullAnswer.Inactive(var trimmedBelow) -> {
                    return from.position() < trimmedBelow
                            ? new Walked.Dropped()
                            : new Walked.NoChannel();
                }
                case PullAnswer.CursorDiffers _ -> {
                    return new Walked.Elsewhere();
                }
                case PullAnswer.Page page -> {
                    if (page.controlPosition() > control.position()) {
                        // The account was changed since; with the next attempt it is known.
                        return new Walked.Ended(new Found.NoAnswer());
                    }
                    if (page.records().isEmpty()) {
                        return new Walked.Ended(new Found.Together(inAccount));
                    }
                    switch (verifying.page(PulledPage.of(page))) {
                        case Verifying.Verified.Unfinished(var next) -> from = next;
                        case Verifying.Verified.Again(var back) -> from = back;
                        case Verifying.Verified.Newer _ -> {
                            return new Walked.Ended(new Found.Newer());
                        }
                        case Verifying.Verified.Forged _ -> {
                            return new Walked.Ended(new Found.Forged());
                        }
                        case Verifying.Verified.Upto upto -> {
                            var parted = pass(upto.entries());
                            if (parted != null) {
                                return new Walked.Ended(parted);
                            }
                            from = upto.read();
                        }
                    }
                }
            }
        }
    }

    /// Null while nothing parts.
    private @Nullable Found pass(List<SealedEntry> entries) {
        for (var entry : entries) {
            var hash = new Bytes(entry.header().hash());
            if (entry.id().device().equals(self)) {
                if (store.hash(entry.id()).isPresent() && !isHere(entry.id(), hash)) {
                    return new Found.Parted(entry.id().seq() - 1);
                }
                inAccount = Math.max(inAccount, entry.id().seq());
            }
            passed.put(entry.id(), hash);
        }
        return null;
    }

    /// Null when a whole clone was read and nothing parts.
    private @Nullable Found compare(Token token, ControlLog control, CloneTaking taking) {
        while (taking.verifiedUpTo().isEmpty()) {
            switch (taking.look(token, control, this::pass)) {
                case CloneTaking.Taken.More _, CloneTaking.Taken.Complete _ -> {}
                case CloneTaking.Taken.Diverged(var entry) -> {
                    return entry.device().equals(self)
                            ? new Found.Parted(entry.seq() - 1)
                            : new Found.Forged();
                }
                case CloneTaking.Taken.Forged _ -> {
                    return new Found.Forged();
                }
                case CloneTaking.Taken.NoneYet _, CloneTaking.Taken.NotAnswered _ -> {
                    return new Found.NoAnswer();
                }
            }
        }
        return null;
    }
}

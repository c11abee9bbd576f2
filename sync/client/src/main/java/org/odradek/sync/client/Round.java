package org.odradek.sync.client;

import org.jspecify.annotations.Nullable;
import org.odradek.core.causality.VersionVector;
import org.odradek.core.entry.EntryId;
import org.odradek.store.Store;
import org.odradek.sync.client.account.AccountFacts;
import org.odradek.sync.client.account.DeviceFacts;
import org.odradek.sync.client.account.PinnedCertificates;
import org.odradek.sync.client.account.Session;
import org.odradek.sync.client.attachment.FileExchange;
import org.odradek.sync.client.clone.CloneComparing;
import org.odradek.sync.client.clone.CloneDuties;
import org.odradek.sync.client.clone.CloneMaking;
import org.odradek.sync.client.clone.CloneTaking;
import org.odradek.sync.client.outbox.Delivery;
import org.odradek.sync.client.pull.Cursors;
import org.odradek.sync.client.pull.Fetching;
import org.odradek.sync.client.transport.Reply;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.protocol.connection.Connections;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.wire.DeviceHeads;
import org.odradek.sync.protocol.wire.Refusal;
import org.odradek.sync.protocol.wire.Token;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/// One round with the server after the other: prove, deliver, fetch, learn what others have seen. Each step is safe to be cut off.
/// Runs on the sync thread.
final class Round implements AutoCloseable {
    private static final String SET_BACK =
            "The server came back with less than it had; this device gives it what it lacks.";
    private static final Logger LOG = LoggerFactory.getLogger(Round.class);

    /// A session, the control log, and each once more after a restart of the server.
    private static final int STEPS_TO_PROVE_MAX = 8;

    /// Once for what was lost, once more for what another device found lost meanwhile; a server that goes on so is left alone.
    private static final int WALKS_BACK_MAX = 3;

    private final Store store;
    private final AccountFacts facts;
    private final ServerApi server;
    private final InstantSource clock;
    private final Session session;
    private final Cursors cursors;
    private final Delivery delivery;
    private final Fetching fetching;
    private final FileExchange files;
    private final Comeback comeback;
    private final DeviceFacts devices;
    private final CloneDuties duties;
    private final TreeMap<Long, VersionVector> passed = new TreeMap<>();
    private @Nullable Token token;
    private @Nullable ControlLog control;
    private boolean compared;
    private long received;
    private long delivered;
    private int proofsRefused;
    private int walksBack;

    Round(
            Store store,
            AccountFacts facts,
            ServerApi server,
            InstantSource clock,
            IntFunction<byte[]> randomBytes,
            BooleanSupplier closing) {
        this.store = store;
        this.facts = facts;
        this.server = server;
        this.clock = clock;
        this.session = new Session(store, facts, server);
        this.devices = new DeviceFacts(store.facts());
        this.cursors = new Cursors(store.facts());
        this.delivery = new Delivery(store, facts, server);
        this.fetching = new Fetching(store, facts, server, cursors, delivery);
        this.files = new FileExchange(store, server);
        this.comeback =
                new Comeback(facts, server, cursors, new CloneTaking(store, server, randomBytes));
        this.duties =
                new CloneDuties(
                        new CloneMaking(store, facts, server, clock, randomBytes, delivery::hash),
                        new CloneComparing(store, server, randomBytes, closing));
        passed.put(cursors.newest().position(), cursors.entries());
    }

    /// The session's token, for the wake channel; null while there is none.
    @Nullable Token token() {
        return token;
    }

    long received() {
        return received;
    }

    /// How much was moved either way so far; when it grows, the line is good enough not to wait.
    long moved() {
        return received + delivered + files.chunksMoved();
    }

    /// What the server knows of the account's devices; empty when it does not answer, or a person is needed first.
    Optional<Connections> connections() {
        for (int steps = 0; steps < STEPS_TO_PROVE_MAX; steps++) {
            var proof = token;
            if (proof != null && control != null) {
                var reply = server.connections(proof);
                if (reply instanceof Reply.Answered<Connections>(var answer)) {
                    devices.remember(answer, clock.millis());
                    return Optional.of(answer);
                }
                if (!(failed(reply) instanceof Attempt.More)) {
                    return Optional.empty();
                }
            } else if (!(attempt() instanceof Attempt.More)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /// The verified control log; empty when the server does not answer, or a person is needed first.
    Optional<ControlLog> controlLog() {
        return connections().flatMap(_ -> Optional.ofNullable(control));
    }

    /// What was appended, by this device or another, is read with the next attempt.
    void controlMoved() {
        control = null;
    }

    /// Moves one page each way.
    Attempt attempt() {
        var proof = token;
        if (proof == null) {
            switch (session.open()) {
                case Session.Opening.Opened(var opened) -> {
                    token = opened;
                    // A server that once said wrongly what it has is asked again some time.
                    compared = false;
                    return new Attempt.More();
                }
                case Session.Opening.Restored _ -> {
                    LOG.info(SET_BACK);
                    compared = false;
                    files.serverLost();
                    return new Attempt.More();
                }
                case Session.Opening.Revoked _ -> {
                    return PersonNeeded.REMOVED;
                }
                case Session.Opening.Forged(var what) -> {
                    LOG.error("The server is not believed: {}.", what);
                    return PersonNeeded.FORGED;
                }
                case Session.Opening.NotAnswered(var reply) -> {
                    return failed(reply);
                }
            }
        }
        var log = control;
        if (log == null) {
            return updateControl(proof);
        }
        return compared ? move(proof, log) : compare(proof);
    }

    private Attempt updateControl(Token proof) {
        return switch (session.update(proof)) {
            case Session.Updated.Current(var log) -> {
                control = log;
                yield new Attempt.More();
            }
            case Session.Updated.Forged(var what) -> {
                LOG.error("The account's control log is not believed: {}.", what);
                yield PersonNeeded.FORGED;
            }
            case Session.Updated.Newer _ -> PersonNeeded.NEWER;
            case Session.Updated.NotAnswered(var reply) -> failed(reply);
        };
    }

    private Attempt compare(Token proof) {
        var reply = server.heads(proof);
        if (!(reply instanceof Reply.Answered<DeviceHeads>(var heads))) {
            return failed(reply);
        }
        delivery.compare(heads);
        compared = true;
        proofsRefused = 0;
        return new Attempt.More();
    }

    private Attempt move(Token proof, ControlLog log) {
        boolean more;
        switch (delivery.push(proof)) {
            case Delivery.Pushed.Delivered(var entries, var waiting) -> {
                delivered += entries;
                more = waiting;
            }
            case Delivery.Pushed.Nothing _ -> more = false;
            case Delivery.Pushed.ServerLacks _ -> {
                compared = false;
                return new Attempt.More();
            }
            case Delivery.Pushed.Diverged(var entry) -> {
                return copied(entry);
            }
            case Delivery.Pushed.NotAnswered(var reply) -> {
                return failed(reply);
            }
        }
        switch (fetching.fetch(proof, log)) {
            case Fetching.Fetched.Taken(var entries, var waiting) -> {
                received += entries;
                passed.put(cursors.newest().position(), cursors.entries());
                walksBack = 0;
                if (!more && !waiting && !delivery.hasReturned()) {
                    LOG.warn(
                            "The server does not hand out what it said it took; it is pushed"
                                    + " again.");
                    compared = false;
                    return new Attempt.Later(Duration.ofSeconds(10));
                }
                more |= waiting;
            }
            case Fetching.Fetched.ControlMoved _ -> {
                control = null;
                return new Attempt.More();
            }
            case Fetching.Fetched.WalkedBack _ -> {
                return walkedBack();
            }
            case Fetching.Fetched.Forged(var what) -> {
                return forged(what);
            }
            case Fetching.Fetched.Diverged(var entry) -> {
                return copied(entry);
            }
            case Fetching.Fetched.NeedsClone _ -> {
                return more ? new Attempt.More() : comeback(proof, comeback.clone(proof, log));
            }
            case Fetching.Fetched.Inactive _ -> {
                return more ? new Attempt.More() : comeback(proof, comeback.activate(proof));
            }
            case Fetching.Fetched.NotAnswered(var reply) -> {
                return failed(reply);
            }
        }
        return more ? new Attempt.More() : files(proof);
    }

    private Attempt walkedBack() {
        LOG.info(SET_BACK);
        compared = false;
        files.serverLost();
        return ++walksBack > WALKS_BACK_MAX
                ? new Attempt.Later(Duration.ofSeconds(10))
                : new Attempt.More();
    }

    private static Attempt forged(String what) {
        LOG.error("Nothing is taken from the server: {}.", what);
        return PersonNeeded.FORGED;
    }

    private Attempt comeback(Token proof, Comeback.Step step) {
        return switch (step) {
            case Comeback.Step.Cloning(var progress) -> new Attempt.Cloning(progress);
            case Comeback.Step.Cloned(var differs) -> {
                compared = false;
                passed.put(cursors.newest().position(), cursors.entries());
                yield differs ? PersonNeeded.DIFFERS : new Attempt.More();
            }
            case Comeback.Step.AwaitsClone _ -> new Attempt.AwaitsClone();
            case Comeback.Step.MayPull _ -> new Attempt.More();
            case Comeback.Step.Rests _ -> files(proof);
            case Comeback.Step.CursorDiffers _ ->
                    switch (fetching.walkBack(proof)) {
                        case Fetching.Fetched.NotAnswered(var reply) -> failed(reply);
                        default -> walkedBack();
                    };
            case Comeback.Step.Forged(var what) -> forged(what);
            case Comeback.Step.NotAnswered(var reply) -> failed(reply);
        };
    }

    private Attempt copied(EntryId entry) {
        return entry.device().equals(store.profile().device())
                ? PersonNeeded.THIS_COPIED
                : PersonNeeded.byCopyOf(store.view().deviceName(entry.device()));
    }

    /// Files move only while no entry waits.
    private Attempt files(Token proof) {
        return switch (files.step(proof)) {
            case FileExchange.Moved.More _ -> new Attempt.More();
            case FileExchange.Moved.Nothing _ -> {
                files.lookAgain();
                yield receipts(proof);
            }
            case FileExchange.Moved.NotAnswered(var reply) -> failed(reply);
        };
    }

    /// Learns how far the other devices have come; a device whose place lies before this process's first cursor says nothing new.
    private Attempt receipts(Token proof) {
        var reply = server.connections(proof);
        if (!(reply instanceof Reply.Answered<Connections>(var connections))) {
            return failed(reply);
        }
        devices.remember(connections, clock.millis());
        for (var connection : connections.connections()) {
            var upTo = passed.floorEntry(connection.acknowledged());
            if (!connection.device().equals(store.profile().device())
                    && upTo != null
                    && !upTo.getValue().seqByDevice().isEmpty()) {
                store.seenBy(connection.device(), upTo.getValue(), clock.millis());
            }
        }
        var log = control;
        return log == null
                ? new Attempt.More()
                : switch (duties.step(proof, log, connections.cloneWish(), cursors.newest())) {
                    case CloneDuties.Fulfilled.More _ -> new Attempt.More();
                    case CloneDuties.Fulfilled.Done _ -> complete();
                    case CloneDuties.Fulfilled.Differs _ -> PersonNeeded.DIFFERS;
                    case CloneDuties.Fulfilled.NotAnswered(var silence) -> failed(silence);
                };
    }

    /// Everything is moved. What a server that forked has to say moves too; that it did stays said.
    private Attempt complete() {
        return facts.isForked(cursors.newest().epoch())
                ? PersonNeeded.FORKED
                : new Attempt.Complete();
    }

    private Attempt failed(Reply<?> reply) {
        if (!(reply instanceof Reply.Refused<?>(var refusal))) {
            token = null;
            return silent();
        }
        return switch (refusal) {
            case Refusal.NotAuthenticated _ -> {
                token = null;
                // A token runs out now and then; a server that takes none at all is left alone for
                // a while.
                yield ++proofsRefused > 1
                        ? new Attempt.Later(Duration.ofSeconds(10))
                        : new Attempt.More();
            }
            case Refusal.Revoked _ -> PersonNeeded.REMOVED;
            case Refusal.StorageFull _ -> PersonNeeded.STORAGE_FULL;
            case Refusal.Malformed _,
                    Refusal.TooLarge _,
                    Refusal.NotFound _,
                    Refusal.NotProven _,
                    Refusal.Newer _,
                    Refusal.TooMany _,
                    Refusal.Busy _,
                    Refusal.Fault _,
                    Refusal.Unrecognised _ ->
                    new Attempt.Later(Duration.ofMillis(refusal.retryAfter().orElse(10_000)));
        };
    }

    /// A server that the person knows by its certificate, and that shows another one, is not merely out of touch. Where no certificate
    /// was ever pinned, it is: somebody else may answer in its place for a while, as in a hotel's network.
    private Attempt silent() {
        var shown = server.refusedCertificate();
        var known =
                facts.signedIn()
                        .flatMap(
                                account ->
                                        new PinnedCertificates(store.facts())
                                                .of(account.serverUrl()));
        return shown.isPresent() && known.isPresent()
                ? PersonNeeded.byNewCertificate(shown.get())
                : new Attempt.Later(Duration.ZERO);
    }

    @Override
    public void close() {
        files.close();
    }
}

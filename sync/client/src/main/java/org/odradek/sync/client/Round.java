package org.odradek.sync.client;

import org.jspecify.annotations.Nullable;
import org.odradek.store.Store;
import org.odradek.sync.client.account.AccountFacts;
import org.odradek.sync.client.attachment.FileExchange;
import org.odradek.sync.client.clone.CloneTaking;
import org.odradek.sync.client.outbox.Delivery;
import org.odradek.sync.client.pull.Cursors;
import org.odradek.sync.client.pull.Fetching;
import org.odradek.sync.client.transport.Reply;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.connection.Connections;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.DeviceHeads;
import org.odradek.sync.protocol.wire.Token;
import org.odradek.sync.protocol.wire.Wake;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/// One round with the server after the other: prove, deliver, fetch, learn what others have seen. Each step is safe to be cut off.
/// Runs on the sync thread.
final class Round implements AutoCloseable {
    private static final String SET_BACK =
            "The server came back with less than it had; this device gives it what it lacks.";
    private static final Logger LOG = LoggerFactory.getLogger(Round.class);

    /// A session, the control log, and each once more after a restart of the server.
    private static final int STEPS_TO_PROVE_MAX = 8;

    /// For a server that says now this, now that.
    private static final Attempt IN_A_WHILE = new Attempt.Later(Duration.ofSeconds(10));

    private final Store store;
    private final ServerApi server;
    private final Proof proof;
    private final Cursors cursors;
    private final Delivery delivery;
    private final Fetching fetching;
    private final FileExchange files;
    private final Comeback comeback;
    private final Receipts receipts;
    private final RoundEnd end;
    private @Nullable Token compared;
    private @Nullable Bytes disbelievedBy;
    private boolean lookedForClone;
    private long received;
    private long delivered;
    private final Patience patience = new Patience();

    /// @param awaited whether there is something new to deliver or to fetch, before which the rest of a whole round can wait
    Round(
            Store store,
            AccountFacts facts,
            ServerApi server,
            InstantSource clock,
            IntFunction<byte[]> randomBytes,
            BooleanSupplier awaited,
            BooleanSupplier closing) {
        this.store = store;
        this.server = server;
        this.proof = new Proof(store, facts, server, clock);
        this.cursors = new Cursors(store.facts(), store::has);
        this.delivery = new Delivery(store, facts, server);
        this.fetching = new Fetching(store, facts, server, cursors, delivery);
        this.files = new FileExchange(store, server);
        this.comeback =
                new Comeback(facts, server, cursors, new CloneTaking(store, server, randomBytes));
        this.receipts =
                new Receipts(
                        store, facts, server, clock, randomBytes, cursors, delivery::hash, closing);
        this.end = new RoundEnd(store, facts, proof, cursors, delivery, files, receipts, awaited);
    }

    /// The session's token, for the wake channel; null while there is none.
    @Nullable Token token() {
        return proof.token();
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
            var token = proof.token();
            if (token != null && proof.control() != null) {
                var reply = server.connections(token);
                if (reply instanceof Reply.Answered<Connections>(var answer)) {
                    receipts.remember(answer);
                    return Optional.of(answer);
                }
                if (!(proof.failed(reply) instanceof Attempt.More)) {
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
        return connections().flatMap(_ -> Optional.ofNullable(proof.control()));
    }

    /// What was appended, by this device or another, is read with the next attempt.
    void controlMoved() {
        proof.controlMoved();
    }

    /// Delivers what waits, and fetches what others wrote where the newest frame tells of such; the rest is left to a whole round. Where
    /// something has to be proven first, this is a whole one.
    ///
    /// @param acknowledges whether what is fetched is acknowledged at once, and not by the next whole round
    Attempt quick(Wake told, boolean acknowledges) {
        var token = proof.token();
        var log = proof.control();
        return token == null || log == null || !isCompared(token)
                ? attempt()
                : ended(move(token, log, told, acknowledges));
    }

    private boolean tellsOfOthers(Wake told) {
        var here = cursors.newest();
        return told.epoch() != here.epoch() || told.head() > delivery.covered(here);
    }

    /// Moves one page each way.
    Attempt attempt() {
        return ended(step());
    }

    /// With the next round what was not there is looked for again.
    private Attempt ended(Attempt attempt) {
        if (!(attempt instanceof Attempt.More)) {
            lookedForClone = false;
            patience.roundHasEnded();
        }
        return attempt;
    }

    private Attempt step() {
        var token = proof.token();
        var log = proof.control();
        if (token == null || log == null) {
            return proof.step(this::lost);
        }
        return isCompared(token) ? move(token, log, null, true) : compare(token);
    }

    /// The server lost what it had, and has to be given it again.
    private void lost() {
        LOG.info(SET_BACK);
        compared = null;
        files.serverLost();
    }

    /// A server that once said wrongly what it has is asked again with each session.
    private boolean isCompared(Token token) {
        return token.equals(compared);
    }

    private Attempt compare(Token token) {
        var reply = server.heads(token);
        if (!(reply instanceof Reply.Answered<DeviceHeads>(var heads))) {
            return proof.failed(reply);
        }
        boolean keeps = delivery.compare(heads);
        compared = token;
        proof.taken();
        return keeps ? new Attempt.More() : IN_A_WHILE;
    }

    /// What came of delivering, and what the round comes to because of it; null when it goes on.
    private record Sent(boolean more, @Nullable Attempt ends) {}

    private Sent push(Token token, ControlLog log) {
        return switch (delivery.push(token, log, cursors.newest())) {
            case Delivery.Pushed.Delivered(var entries, var waiting) -> {
                delivered += entries;
                yield new Sent(waiting, null);
            }
            case Delivery.Pushed.Nothing _ -> new Sent(false, null);
            case Delivery.Pushed.ServerLacks _ -> {
                compared = null;
                yield new Sent(true, patience.isLackingAgain() ? IN_A_WHILE : new Attempt.More());
            }
            case Delivery.Pushed.Diverged(var entry) ->
                    new Sent(true, PersonNeeded.copied(entry, store));
            case Delivery.Pushed.NotAnswered(var reply) -> new Sent(true, proof.failed(reply));
        };
    }

    /// @param told when it is null, a whole round is made
    private Attempt move(Token token, ControlLog log, @Nullable Wake told, boolean acknowledges) {
        var pushed = push(token, log);
        if (pushed.ends() != null) {
            return pushed.ends();
        }
        if (told != null && told.controlPosition() > log.position()) {
            // A device without a channel is handed no pages, which would say so.
            return pushed.more() ? new Attempt.More() : controlMoved(log);
        }
        if (told != null && !tellsOfOthers(told)) {
            return pushed.more() ? new Attempt.More() : end.complete();
        }
        return switch (fetching.fetch(token, log, acknowledges)) {
            case Fetching.Fetched.Taken taken -> {
                took(taken);
                if (pushed.more() || taken.more()) {
                    yield new Attempt.More();
                }
                yield told != null
                        ? end.complete()
                        : regain(token, log, () -> fetchedToTheEnd(token));
            }
            case Fetching.Fetched other -> unusual(token, log, other, pushed.more());
        };
    }

    private void took(Fetching.Fetched.Taken taken) {
        received += taken.entries();
        receipts.passed();
        patience.hasMoved();
    }

    private Attempt fetchedToTheEnd(Token token) {
        if (delivery.hasReturned()) {
            return end.files(token);
        }
        LOG.warn("The server does not hand out what it said it took; it is pushed again.");
        compared = null;
        return IN_A_WHILE;
    }

    /// A server that speaks of changes of the account and does not show them is left alone for a while.
    private Attempt controlMoved(ControlLog log) {
        proof.controlMoved();
        return patience.isAnnouncedAgain(log.position()) ? IN_A_WHILE : new Attempt.More();
    }

    /// @param more whether more is to be delivered, which comes before anything that takes long
    private Attempt unusual(Token token, ControlLog log, Fetching.Fetched fetched, boolean more) {
        return switch (fetched) {
            case Fetching.Fetched.Taken _ -> new Attempt.More();
            case Fetching.Fetched.ControlMoved _ -> controlMoved(log);
            case Fetching.Fetched.WalkedBack _ -> walkedBack();
            case Fetching.Fetched.AwaitsHead(var end) ->
                    more ? new Attempt.More() : awaitsHead(end);
            case Fetching.Fetched.Newer _ -> PersonNeeded.NEWER;
            // What does not follow here may follow what is lacking.
            case Fetching.Fetched.Forged(var what) -> regain(token, log, () -> forged(what));
            case Fetching.Fetched.Diverged(var entry) -> PersonNeeded.copied(entry, store);
            case Fetching.Fetched.NeedsClone _ ->
                    more ? new Attempt.More() : comeback(token, log, comeback.clone(token, log));
            case Fetching.Fetched.Inactive _ ->
                    more ? new Attempt.More() : comeback(token, log, comeback.activate(token));
            case Fetching.Fetched.NotAnswered(var reply) -> proof.failed(reply);
        };
    }

    /// What counts of a removed device may stand in a clone alone: the log that had it was dropped while it did not count yet.
    private Attempt regain(Token token, ControlLog log, Supplier<Attempt> otherwise) {
        if (lookedForClone || !comeback.mayRegain(log)) {
            return otherwise.get();
        }
        var step = comeback.regain(token, log);
        lookedForClone = step instanceof Comeback.Step.AwaitsClone;
        return lookedForClone ? otherwise.get() : comeback(token, log, step);
    }

    private Attempt awaitsHead(Cursor end) {
        return patience.isAtAnEnd(end) ? forged("entries without a signed head") : IN_A_WHILE;
    }

    private Attempt walkedBack() {
        lost();
        receipts.walkedBack();
        return patience.isWalkingBackAgain() ? IN_A_WHILE : new Attempt.More();
    }

    private static Attempt forged(String what) {
        LOG.error("Nothing is taken from the server: {}.", what);
        return PersonNeeded.FORGED;
    }

    private Attempt comeback(Token token, ControlLog log, Comeback.Step step) {
        return switch (step) {
            case Comeback.Step.Cloning(var progress) -> new Attempt.Cloning(progress);
            case Comeback.Step.Cloned(var differs) -> {
                compared = null;
                receipts.tookClone();
                var next = patience.isClonedAgain() ? IN_A_WHILE : new Attempt.More();
                yield differs ? PersonNeeded.DIFFERS : next;
            }
            case Comeback.Step.AwaitsClone _ -> new Attempt.AwaitsClone();
            case Comeback.Step.MayPull _ ->
                    patience.mayPullAgain() ? awaitsHead(cursors.newest()) : new Attempt.More();
            case Comeback.Step.Rests _ -> {
                if (delivery.hasReturned()) {
                    yield regain(token, log, () -> end.files(token));
                }
                // To a device without a channel nothing comes back: the server is asked.
                compared = null;
                yield new Attempt.More();
            }
            case Comeback.Step.CursorDiffers _ ->
                    unusual(token, log, fetching.walkBack(token), false);
            case Comeback.Step.Diverged(var entry) -> PersonNeeded.copied(entry, store);
            case Comeback.Step.Forged(var what) -> disbelieved(log, what);
            case Comeback.Step.NotAnswered(var reply) -> proof.failed(reply);
        };
    }

    /// A clone may be of a device that joined meanwhile, or under a key that came with a removal: who has no channel is handed no pages, which
    /// would say that the control log has moved on. So that is read again, and a clone that does not fit it then is none.
    private Attempt disbelieved(ControlLog log, String what) {
        proof.controlMoved();
        if (log.hash().equals(disbelievedBy)) {
            return delivery.awaitsKey() ? PersonNeeded.LACKS_KEY : forged(what);
        }
        disbelievedBy = log.hash();
        return new Attempt.More();
    }

    @Override
    public void close() {
        files.close();
    }
}

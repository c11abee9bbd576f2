package org.odradek.sync.client;

import org.jspecify.annotations.Nullable;
import org.odradek.store.Store;
import org.odradek.sync.client.account.AccountFacts;
import org.odradek.sync.client.account.PinnedCertificates;
import org.odradek.sync.client.account.Session;
import org.odradek.sync.client.transport.Reply;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.wire.Refusal;
import org.odradek.sync.protocol.wire.Token;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;

/// What every other request needs: a session that this device has proven itself for, and the control log that both sides know. Runs on
/// the sync thread.
final class Proof {
    private static final Logger LOG = LoggerFactory.getLogger(Proof.class);

    private final Store store;
    private final AccountFacts facts;
    private final ServerApi server;
    private final Session session;
    private @Nullable Token token;
    private @Nullable ControlLog control;
    private int refused;

    Proof(Store store, AccountFacts facts, ServerApi server, InstantSource clock) {
        this.store = store;
        this.facts = facts;
        this.server = server;
        this.session = new Session(store, facts, server, clock);
    }

    @Nullable Token token() {
        return token;
    }

    @Nullable ControlLog control() {
        return control;
    }

    void controlMoved() {
        control = null;
    }

    /// Whether something is known here that the control log is to say, once it is read anew.
    boolean owesWord(ControlLog log) {
        return session.owesWord(log);
    }

    /// The server answered as one does whose proofs hold.
    void taken() {
        refused = 0;
    }

    /// One step towards having both.
    ///
    /// @param lost told when the server has lost what it had
    Attempt step(Runnable lost) {
        var proven = token;
        return proven == null ? open(lost) : update(proven);
    }

    private Attempt open(Runnable lost) {
        return switch (session.open()) {
            case Session.Opening.Opened(var opened) -> {
                token = opened;
                control = null;
                yield new Attempt.More();
            }
            case Session.Opening.Restored _ -> {
                lost.run();
                yield new Attempt.More();
            }
            case Session.Opening.Revoked _ -> PersonNeeded.REMOVED;
            case Session.Opening.Estranged _ -> PersonNeeded.ESTRANGED;
            case Session.Opening.NotTaken _ -> PersonNeeded.NOT_TAKEN;
            case Session.Opening.Forged(var what) -> {
                LOG.error("The server is not believed: {}.", what);
                yield PersonNeeded.FORGED;
            }
            case Session.Opening.NotAnswered(var reply) -> failed(reply);
        };
    }

    private Attempt update(Token proven) {
        return switch (session.update(proven)) {
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

    /// What a request that was not answered as it should be comes to.
    Attempt failed(Reply<?> reply) {
        if (!(reply instanceof Reply.Refused<?>(var refusal))) {
            token = null;
            return silent();
        }
        return switch (refusal) {
            case Refusal.NotAuthenticated _ -> {
                token = null;
                // A token runs out now and then; a server that takes none at all is left alone for
                // a while.
                yield ++refused > 1
                        ? new Attempt.Later(Duration.ofSeconds(10))
                        : new Attempt.More();
            }
            case Refusal.NotProven _ -> {
                // It may have lost a device's enrolment.
                control = null;
                yield ++refused > 1
                        ? new Attempt.Later(Duration.ofSeconds(10))
                        : new Attempt.More();
            }
            case Refusal.Revoked _ -> PersonNeeded.REMOVED;
            case Refusal.StorageFull _ -> PersonNeeded.STORAGE_FULL;
            case Refusal.Malformed _,
                    Refusal.TooLarge _,
                    Refusal.NotFound _,
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
        var certificates = new PinnedCertificates(store.facts());
        var known = facts.signedIn().flatMap(account -> certificates.of(account.serverUrl()));
        return server.refusedCertificate()
                .filter(_ -> known.isPresent())
                .map(PersonNeeded::byNewCertificate)
                .orElse(new Attempt.Later(Duration.ZERO));
    }
}

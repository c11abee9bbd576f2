package org.odradek.sync.server.connection;

import org.odradek.core.entry.AccountId;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.clone.CloneAnswer;
import org.odradek.sync.protocol.clone.CloneConfirmation;
import org.odradek.sync.protocol.clone.CloneConfirmed;
import org.odradek.sync.protocol.clone.CloneOffer;
import org.odradek.sync.protocol.clone.CloneWish;
import org.odradek.sync.protocol.clone.Clones;
import org.odradek.sync.protocol.clone.HeldClone;
import org.odradek.sync.protocol.connection.ActivateAnswer;
import org.odradek.sync.protocol.connection.Connection;
import org.odradek.sync.protocol.connection.ConnectionState;
import org.odradek.sync.protocol.connection.Connections;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.Pull;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.server.account.Caller;
import org.odradek.sync.server.downgrade.DowngradeRules;
import org.odradek.sync.server.limit.LimitsInForce;
import org.odradek.sync.server.log.AccountLog;
import org.odradek.sync.server.log.Visit;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// What a device is told that asks for its channel, without one or with one: pulls, activation, clones and wishes for them.
/// Thread-safe.
public final class Channels {
    /// A visit over a slow line.
    private static final Duration VISIT = Duration.ofHours(1);

    private final AccountLog log;
    private final CloneShelf shelf;
    private final Downgrading downgrading;
    private final LimitsInForce limits;
    private final InstantSource clock;
    private final CloneWishes wishes;

    public Channels(
            AccountLog log,
            CloneShelf shelf,
            Downgrading downgrading,
            LimitsInForce limits,
            InstantSource clock) {
        this.log = log;
        this.shelf = shelf;
        this.downgrading = downgrading;
        this.limits = limits;
        this.clock = clock;
        this.wishes = new CloneWishes(clock);
    }

    /// An INACTIVE device gets entries on a granted visit alone.
    public PullAnswer pull(Caller.Device caller, Pull pull) {
        boolean isInactive =
                log.state(caller.account(), caller.device()) == ConnectionState.INACTIVE;
        return isInactive && !isVisiting(caller, pull.after().position())
                ? new PullAnswer.Inactive(log.status(caller.account()).orElseThrow().trimmed())
                : log.read(caller.account(), pull);
    }

    private boolean isVisiting(Caller.Device caller, long after) {
        return log.visit(caller.account(), caller.device())
                .filter(visit -> visit.isOpen(after, clock.millis()))
                .isPresent();
    }

    public ActivateAnswer activate(Caller.Device caller, Cursor at) {
        var account = caller.account();
        if (log.state(account, caller.device()) == ConnectionState.ACTIVE) {
            return log.activate(account, caller.device(), at, clock.millis());
        }
        var status = log.status(account).orElseThrow();
        if (at.position() < status.trimmed()) {
            return new ActivateAnswer.Trimmed(status.trimmed());
        }
        boolean isHere =
                log.cursors(account, List.of(at.position())).stream()
                        .anyMatch(there -> there.hash().equals(at.hash()));
        if (!isHere) {
            return new ActivateAnswer.CursorDiffers(status.head());
        }
        if (!downgrading.freePlace(account)) {
            long untilMs = clock.millis() + VISIT.toMillis();
            log.grantVisit(account, caller.device(), new Visit(status.head().position(), untilMs));
            return new ActivateAnswer.AtTheLimit(status.head().position());
        }
        return log.activate(account, caller.device(), at, clock.millis());
    }

    public CloneAnswer offer(AccountId account, CloneOffer offer) {
        var answer = shelf.offer(account, offer);
        if (answer instanceof CloneAnswer.Offered || answer instanceof CloneAnswer.Older) {
            wishes.end(account);
        }
        return answer;
    }

    public Clones clones(AccountId account) {
        return new Clones(shelf.whole(account));
    }

    public CloneConfirmed confirm(Caller.Device caller, CloneConfirmation confirmation) {
        return log.confirmClone(
                caller.account(), caller.device(), confirmation.name(), clock.millis());
    }

    /// All connections, and what is wished of the caller.
    public Connections connections(Caller.Device caller) {
        var connections = log.connections(caller.account());
        var wish = wish(caller, connections);
        return new Connections(connections, wish.make() || wish.confirm() != null ? wish : null);
    }

    /// Who has no channel may make a clone where no other is there to do so, and vouch for none.
    private CloneWish wish(Caller.Device caller, List<Connection> connections) {
        boolean isActive =
                connections.stream()
                        .anyMatch(
                                one ->
                                        one.device().equals(caller.device())
                                                && one.state() == ConnectionState.ACTIVE);
        if (!isActive && !DowngradeRules.areAllAway(connections, clock.millis())) {
            return new CloneWish(false, null);
        }
        var newest = shelf.whole(caller.account()).stream().findFirst();
        var confirm =
                newest.filter(held -> isActive && !held.allowsTrim())
                        .filter(held -> !held.offer().author().equals(caller.device()))
                        .map(held -> held.offer().name());
        boolean isWanted =
                isWanted(caller.account(), connections, newest)
                        && wishes.isAsked(caller.account(), caller.device());
        Bytes name = confirm.orElse(null);
        return new CloneWish(isWanted, name);
    }

    private boolean isWanted(
            AccountId account, List<Connection> connections, Optional<HeldClone> newest) {
        long cut = newest.map(held -> held.offer().cut().position()).orElse(0L);
        boolean isUncovered =
                DowngradeRules.isUncovered(
                        connections,
                        newest.isPresent() ? cut : DowngradeRules.UNCOVERED,
                        limits.now(),
                        clock.millis());
        var need =
                new CloneNeed(
                        connections, newest.isPresent(), log.heldAfter(account, cut), isUncovered);
        return need.isWanted(limits.now());
    }

    /// Whether a clone is wanted and the account's devices are to be woken for it.
    boolean isToBeAnnounced(AccountId account) {
        var newest = shelf.whole(account).stream().findFirst();
        return isWanted(account, log.connections(account), newest)
                && wishes.isToBeAnnounced(account);
    }
}

package org.odradek.sync.server.connection;

import io.micrometer.core.instrument.MeterRegistry;

import org.odradek.core.entry.AccountId;
import org.odradek.core.entry.DeviceId;
import org.odradek.sync.protocol.clone.HeldClone;
import org.odradek.sync.protocol.connection.Connection;
import org.odradek.sync.protocol.connection.ConnectionState;
import org.odradek.sync.server.downgrade.DowngradePolicy;
import org.odradek.sync.server.downgrade.DowngradePolicy.Candidate;
import org.odradek.sync.server.downgrade.DowngradeRules;
import org.odradek.sync.server.downgrade.Excess;
import org.odradek.sync.server.downgrade.VisitTimes;
import org.odradek.sync.server.limit.LimitsInForce;
import org.odradek.sync.server.log.AccountLog;
import org.odradek.sync.server.log.Deactivation;
import org.odradek.sync.server.log.TrimAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Holds accounts to their limits: takes channels away as the policy chooses among those that the rules allow, and drops from the log
/// what nobody needs any more. Thread-safe; one account at a time, so that no two decisions rest on the same state.
public final class Downgrading {
    private static final String STORAGE = "storage";

    private static final Logger LOG = LoggerFactory.getLogger(Downgrading.class);

    private final AccountLog log;
    private final CloneShelf shelf;
    private final DowngradePolicy policy;
    private final LimitsInForce limits;
    private final InstantSource clock;
    private final MeterRegistry meters;

    public Downgrading(
            AccountLog log,
            CloneShelf shelf,
            DowngradePolicy policy,
            LimitsInForce limits,
            InstantSource clock,
            MeterRegistry meters) {
        this.log = log;
        this.shelf = shelf;
        this.policy = policy;
        this.limits = limits;
        this.clock = clock;
        this.meters = meters;
    }

    /// Learns from a device's coming when it uses to come.
    public void visited(AccountId account, DeviceId device) {
        long nowMs = clock.millis();
        var visits = visits(account, device).visited(nowMs);
        log.visited(account, device, visits.encode(), nowMs);
    }

    private VisitTimes visits(AccountId account, DeviceId device) {
        return Optional.ofNullable(log.rhythms(account).get(device))
                .map(VisitTimes::decode)
                .orElse(VisitTimes.UNKNOWN);
    }

    /// Downgrades until no limit is exceeded, or nobody may go.
    public synchronized void enforce(AccountId account) {
        while (enforceOnce(account)) {
            // Each downgrade changes what the next decision rests on.
        }
    }

    private boolean enforceOnce(AccountId account) {
        var connections = log.connections(account);
        var excesses = Excess.of(connections, limits.now(), clock.millis());
        return excesses.stream()
                .anyMatch(
                        excess -> downgrade(account, connections, excess.among(), excess.reason()));
    }

    /// After an append: whether a channel may hold too much shows at the log itself, which costs less to ask.
    public void appended(AccountId account) {
        var status = log.status(account).orElseThrow();
        var held = limits.now();
        // Counting reads the log, and there are at most as many records as positions.
        boolean mayHoldTooMany =
                status.head().position() - status.trimmed() > held.channelEntriesMax();
        if (status.bytes() > held.channelBytesMax()
                || (mayHoldTooMany
                        && log.heldAfter(account, status.trimmed()).records()
                                > held.channelEntriesMax())) {
            enforce(account);
        }
    }

    /// Makes room for one more ACTIVE connection; answers whether there is.
    synchronized boolean freePlace(AccountId account) {
        while (true) {
            var connections = log.connections(account);
            var active =
                    connections.stream()
                            .filter(one -> one.state() == ConnectionState.ACTIVE)
                            .toList();
            if (active.size() < limits.now().activeConnectionsMax()) {
                return true;
            }
            if (!downgrade(account, connections, active, "limit")) {
                return false;
            }
        }
    }

    /// Drops from the account's log what can go, at the price of a channel if need be; answers whether anything went.
    public synchronized boolean freeStorage(AccountId account) {
        while (!trim(account)) {
            var connections = log.connections(account);
            long cut = trusted(account).map(held -> held.offer().cut().position()).orElse(0L);
            var holding = connections.stream().filter(one -> one.acknowledged() < cut).toList();
            if (!downgrade(account, connections, holding, STORAGE)) {
                return false;
            }
        }
        return true;
    }

    private Optional<HeldClone> trusted(AccountId account) {
        return shelf.whole(account).stream().filter(HeldClone::allowsTrim).findFirst();
    }

    /// Drops from the log what the newest clone that allows it covers and no ACTIVE connection lacks.
    synchronized boolean trim(AccountId account) {
        return trusted(account)
                .map(held -> log.trim(account, held.offer().name(), clock.millis()))
                .filter(answer -> answer instanceof TrimAnswer.Trimmed)
                .isPresent();
    }

    private boolean downgrade(
            AccountId account,
            List<Connection> connections,
            List<Connection> among,
            String reason) {
        long nowMs = clock.millis();
        long coveredTo = shelf.coveredTo(account);
        var candidates =
                DowngradeRules.candidates(connections, coveredTo, nowMs).stream()
                        .filter(among::contains)
                        .map(one -> candidate(account, one))
                        .toList();
        var choice = policy.choose(candidates, nowMs);
        if (choice.isEmpty()) {
            return false;
        }
        var device = choice.get().device();
        if (!(log.deactivate(account, device, reason, nowMs) instanceof Deactivation.Inactive)) {
            return false;
        }
        LOG.info(
                "connection {} of account {} is inactive for the reason {}: {}",
                device,
                account,
                reason,
                choice.get().why());
        meters.counter("odradek.connection.downgrades", "reason", reason).increment();
        return true;
    }

    private Candidate candidate(AccountId account, Connection one) {
        return new Candidate(
                one.device(),
                one.heldEntries(),
                one.heldBytes(),
                DowngradeRules.lastSeenMs(one),
                visits(account, one.device()));
    }
}

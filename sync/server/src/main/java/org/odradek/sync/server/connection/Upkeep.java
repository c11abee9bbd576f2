package org.odradek.sync.server.connection;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.AccountId;
import org.odradek.sync.protocol.connection.Connection;
import org.odradek.sync.protocol.connection.ConnectionState;
import org.odradek.sync.server.limit.LimitsInForce;
import org.odradek.sync.server.log.AccountLog;
import org.odradek.sync.server.wake.WakeBus;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// What the server does by itself now and then, account after account: reads its limits again, downgrades, trims, clears away dropped
/// clones, and wakes devices for a clone that is wanted. Runs on one thread.
public final class Upkeep {
    private static final int ACCOUNTS_AT_ONCE = 100;

    private final AccountLog log;
    private final CloneShelf shelf;
    private final Downgrading downgrading;
    private final Channels channels;
    private final WakeBus wakes;
    private final LimitsInForce limits;
    private final Map<ConnectionState, AtomicLong> counts = new EnumMap<>(ConnectionState.class);

    public Upkeep(
            AccountLog log,
            CloneShelf shelf,
            Downgrading downgrading,
            Channels channels,
            WakeBus wakes,
            LimitsInForce limits,
            MeterRegistry meters) {
        this.log = log;
        this.shelf = shelf;
        this.downgrading = downgrading;
        this.channels = channels;
        this.wakes = wakes;
        this.limits = limits;
        for (var state : ConnectionState.values()) {
            var count = new AtomicLong();
            counts.put(state, count);
            Gauge.builder("odradek.connections", count, AtomicLong::doubleValue)
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(meters);
        }
    }

    /// Goes once through all accounts.
    public void sweep() {
        limits.refresh();
        var totals = new EnumMap<ConnectionState, Long>(ConnectionState.class);
        @Nullable AccountId last = null;
        List<AccountId> accounts;
        do {
            accounts = log.accounts(last, ACCOUNTS_AT_ONCE);
            for (var account : accounts) {
                look(account);
                for (Connection one : log.connections(account)) {
                    totals.merge(one.state(), 1L, Long::sum);
                }
                last = account;
            }
        } while (!accounts.isEmpty());
        counts.forEach((state, count) -> count.set(totals.getOrDefault(state, 0L)));
    }

    private void look(AccountId account) {
        downgrading.enforce(account);
        downgrading.trim(account);
        shelf.clear(account);
        if (channels.isToBeAnnounced(account)) {
            wakes.publish(account);
        }
    }
}

package org.odradek.sync.server.connection;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.AccountId;
import org.odradek.sync.protocol.connection.Connection;
import org.odradek.sync.protocol.connection.ConnectionState;
import org.odradek.sync.server.limit.LimitsInForce;
import org.odradek.sync.server.log.AccountLog;
import org.odradek.sync.server.log.BusyException;
import org.odradek.sync.server.wake.WakeBus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// What the server does by itself now and then, account after account: reads its limits again, downgrades, trims, clears away dropped
/// clones, and wakes devices for a clone that is wanted. Runs on one thread.
public final class Upkeep {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final int ACCOUNTS_AT_ONCE = 100;

    private final AccountLog log;
    private final CloneShelf shelf;
    private final Downgrading downgrading;
    private final Channels channels;
    private final WakeBus wakes;
    private final LimitsInForce limits;
    private final Map<ConnectionState, AtomicLong> counts = new EnumMap<>(ConnectionState.class);
    private final Map<Held, AtomicLong> held = new EnumMap<>(Held.class);
    private final Timer duration;

    /// What all accounts together hold, as `odradek_held` tells it.
    private enum Held {
        ACCOUNTS,
        RECORDS,
        RECORD_BYTES,
        BLOB_BYTES,
        CLONES
    }

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
        this.duration = Timer.builder("odradek.sweep").register(meters);
        for (var what : Held.values()) {
            var count = new AtomicLong();
            held.put(what, count);
            var name = "odradek.held." + what.name().toLowerCase(Locale.ROOT).replace('_', '.');
            Gauge.builder(name, count, AtomicLong::doubleValue).register(meters);
        }
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
        duration.record(this::all);
    }

    private void all() {
        var sums = new EnumMap<Held, Long>(Held.class);
        limits.refresh();
        var totals = new EnumMap<ConnectionState, Long>(ConnectionState.class);
        @Nullable AccountId last = null;
        List<AccountId> accounts;
        do {
            accounts = log.accounts(last, ACCOUNTS_AT_ONCE);
            for (var account : accounts) {
                last = account;
                try {
                    look(account);
                } catch (BusyException e) {
                    throw e;
                } catch (RuntimeException e) {
                    // It is looked at again with the next sweep; the others are not to wait for
                    // that.
                    LOG.error("fault in the sweep of account {}", account, e);
                    continue;
                }
                add(account, sums);
                for (Connection one : log.connections(account)) {
                    totals.merge(one.state(), 1L, Long::sum);
                }
            }
        } while (!accounts.isEmpty());
        held.forEach((what, count) -> count.set(sums.getOrDefault(what, 0L)));
        counts.forEach((state, count) -> count.set(totals.getOrDefault(state, 0L)));
    }

    /// An account that was deleted since the list was made counts no more.
    private void add(AccountId account, Map<Held, Long> sums) {
        var status = log.status(account);
        if (status.isEmpty()) {
            return;
        }
        sums.merge(Held.ACCOUNTS, 1L, Long::sum);
        sums.merge(
                Held.RECORDS, log.heldAfter(account, status.get().trimmed()).records(), Long::sum);
        sums.merge(Held.RECORD_BYTES, status.get().bytes(), Long::sum);
        sums.merge(Held.BLOB_BYTES, shelf.blobBytes(account), Long::sum);
        sums.merge(Held.CLONES, (long) shelf.whole(account).size(), Long::sum);
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

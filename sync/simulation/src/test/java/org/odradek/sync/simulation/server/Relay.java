package org.odradek.sync.simulation.server;

import org.odradek.core.entry.AccountId;
import org.odradek.sync.server.wake.InProcessWakeBus;
import org.odradek.sync.server.wake.WakeBus;
import org.odradek.sync.simulation.fault.Fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Carries hints from one node to the others, as a database's notifications do: some time later, or not, or twice. Each node's own
/// listeners hear at once.
final class Relay {
    private static final int USUAL_MS = 20;
    private static final int LATE_MS = 60_000;

    private final Cluster cluster;
    private final List<Bus> buses = new ArrayList<>();
    private int badPercent;

    Relay(Cluster cluster) {
        this.cluster = cluster;
    }

    /// How many of the hints are lost, late or doubled from now on.
    void bad(int percent) {
        badPercent = percent;
    }

    /// @param number  the node's
    /// @param hearing carries out what the node does when it hears a hint
    WakeBus join(int number, Hearing hearing) {
        var bus = new Bus(number, hearing);
        buses.add(bus);
        return bus;
    }

    /// A node is there no more.
    void leave(int number) {
        buses.removeIf(bus -> bus.number == number);
    }

    /// Where a node hears hints: it may die of one.
    interface Hearing {
        void hears(Runnable hint);
    }

    private void pass(Bus from, AccountId account) {
        for (var to : List.copyOf(buses)) {
            if (to != from) {
                carry(to, account);
            }
        }
    }

    private void carry(Bus to, AccountId account) {
        if (badPercent == 0 || cluster.random().nextInt(100) >= badPercent) {
            deliver(to, account, USUAL_MS);
            return;
        }
        cluster.faults().strikes(Fault.WAKE_BUS_LOSES);
        int times = cluster.random().nextInt(3);
        for (int i = 0; i < times; i++) {
            deliver(to, account, LATE_MS);
        }
    }

    private void deliver(Bus to, AccountId account, int withinMs) {
        cluster.time()
                .after(
                        Duration.ofMillis(1 + cluster.random().nextInt(withinMs)),
                        () -> {
                            if (buses.contains(to)) {
                                to.hearing.hears(() -> to.here.publish(account));
                            }
                        });
    }

    private final class Bus implements WakeBus {
        private final InProcessWakeBus here = new InProcessWakeBus();
        private final int number;
        private final Hearing hearing;

        Bus(int number, Hearing hearing) {
            this.number = number;
            this.hearing = hearing;
        }

        @Override
        public void publish(AccountId account) {
            here.publish(account);
            pass(this, account);
        }

        @Override
        public Subscription subscribe(AccountId account, Runnable listener) {
            return here.subscribe(account, listener);
        }

        @Override
        public void close() {
            leave(number);
        }
    }
}

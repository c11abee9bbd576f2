package org.odradek.sync.server.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.odradek.core.entry.AccountId;
import org.odradek.sync.protocol.wire.Wire;
import org.odradek.sync.server.account.Caller;
import org.odradek.sync.server.log.AccountLog;
import org.odradek.sync.server.log.BusyException;
import org.odradek.sync.server.wake.WakeBus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// All open wake channels, by account. When something of an account moves, the log is asked once, whatever number of devices listens,
/// and an account that moves again meanwhile stands in line once. Thread-safe.
final class WakeChannels implements AutoCloseable {
    /// One, and others while the server has not noticed yet that a line is dead.
    private static final int CHANNELS_PER_DEVICE_MAX = 4;

    /// They wait for the log, which reads with as many.
    private static final int THREADS = 4;

    /// Time enough for so many close frames as there may be.
    private static final Duration CLOSING_MAX = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(WakeChannels.class);

    private final Door door;
    private final AccountLog log;
    private final WakeBus wakes;
    private final ConcurrentHashMap<AccountId, OfAccount> open = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    /// Bounded by the number of accounts with channels.
    private final BlockingQueue<OfAccount> due = new LinkedBlockingQueue<>();

    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean isClosed;

    WakeChannels(Door door, AccountLog log, WakeBus wakes, MeterRegistry meters) {
        this.door = door;
        this.log = log;
        this.wakes = wakes;
        Gauge.builder("odradek.wake.channels", count, AtomicInteger::doubleValue)
                .description("open wake channels")
                .register(meters);
        for (int i = 0; i < THREADS; i++) {
            threads.add(Thread.ofPlatform().daemon().name("odradek-wake-" + i).start(this::run));
        }
    }

    /// The channels of one account that are open.
    private final class OfAccount {
        private final AccountId account;
        private final List<WakeChannel> channels = new ArrayList<>(2);
        private final WakeBus.Subscription subscription;
        private boolean isPublished;
        private boolean isInLine;
        private long controlPosition;

        OfAccount(AccountId account) {
            this.account = account;
            this.subscription = wakes.subscribe(account, this::published);
        }

        private void published() {
            synchronized (this) {
                isPublished = true;
            }
            lineUp();
        }

        void lineUp() {
            synchronized (this) {
                if (isInLine) {
                    return;
                }
                isInLine = true;
            }
            due.add(this);
        }
    }

    boolean hasRoomFor(Caller.Device device) {
        var ofAccount = open.get(device.account());
        if (ofAccount == null) {
            return true;
        }
        synchronized (ofAccount) {
            return ofAccount.channels.stream()
                            .filter(channel -> channel.device().equals(device))
                            .count()
                    < CHANNELS_PER_DEVICE_MAX;
        }
    }

    void opened(WakeChannel channel) {
        var ofAccount =
                open.compute(
                        channel.device().account(),
                        (account, present) -> {
                            var known = present == null ? new OfAccount(account) : present;
                            synchronized (known) {
                                known.channels.add(channel);
                            }
                            return known;
                        });
        count.incrementAndGet();
        if (isClosed) {
            channel.close(WakeFrames.GOING_AWAY);
        } else {
            ofAccount.lineUp();
        }
    }

    void closed(WakeChannel channel) {
        open.computeIfPresent(
                channel.device().account(),
                (_, ofAccount) -> {
                    synchronized (ofAccount) {
                        if (ofAccount.channels.remove(channel)) {
                            synchronized (count) {
                                count.decrementAndGet();
                                count.notifyAll();
                            }
                        }
                        if (!ofAccount.channels.isEmpty()) {
                            return ofAccount;
                        }
                    }
                    ofAccount.subscription.close();
                    return null;
                });
    }

    /// The root of a thread that wakes.
    private void run() {
        while (!isClosed) {
            try {
                wake(due.take());
            } catch (InterruptedException e) {
                return;
            } catch (BusyException e) {
                LOG.debug("a wake was left out; the devices will poll", e);
            } catch (RuntimeException e) {
                LOG.error("fault at a wake", e);
            }
        }
    }

    private void wake(OfAccount ofAccount) {
        var toWake = new ArrayList<WakeChannel>();
        boolean isFirstLook;
        synchronized (ofAccount) {
            ofAccount.isInLine = false;
            for (var channel : ofAccount.channels) {
                if (ofAccount.isPublished || !channel.isGreeted()) {
                    channel.greeted();
                    toWake.add(channel);
                }
            }
            ofAccount.isPublished = false;
            isFirstLook = ofAccount.controlPosition == 0;
        }
        var status = log.status(ofAccount.account);
        if (status.isEmpty()) {
            toWake.forEach(channel -> channel.close(WakeFrames.GOING_AWAY));
            return;
        }
        var frame = WakeFrames.binary(Wire.encode(status.get().wake()));
        long controlPosition = status.get().controlPosition();
        boolean hasControlMoved = isFirstLook || ofAccount.controlPosition != controlPosition;
        for (var channel : toWake) {
            if (hasControlMoved && door.admitted(channel.device()).isEmpty()) {
                channel.close(WakeFrames.REVOKED);
            } else {
                channel.wake(frame);
            }
        }
        synchronized (ofAccount) {
            ofAccount.controlPosition = Math.max(ofAccount.controlPosition, controlPosition);
        }
    }

    /// Takes no more, and says to every device that the server goes away.
    @Override
    public void close() {
        isClosed = true;
        threads.forEach(Thread::interrupt);
        for (var ofAccount : open.values()) {
            List<WakeChannel> channels;
            synchronized (ofAccount) {
                channels = List.copyOf(ofAccount.channels);
            }
            channels.forEach(channel -> channel.close(WakeFrames.GOING_AWAY));
        }
        awaitClosed();
    }

    /// Every device that reads hears it; one that does not is not waited for.
    private void awaitClosed() {
        long untilNs = System.nanoTime() + CLOSING_MAX.toNanos();
        synchronized (count) {
            try {
                while (count.get() > 0) {
                    long leftMs = (untilNs - System.nanoTime()) / 1_000_000;
                    if (leftMs <= 0) {
                        LOG.info("{} wake channels did not hear that the server goes away", count);
                        return;
                    }
                    count.wait(leftMs);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

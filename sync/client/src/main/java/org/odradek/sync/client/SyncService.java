package org.odradek.sync.client;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.DeviceId;
import org.odradek.store.Store;
import org.odradek.store.journal.DamagedRecordException;
import org.odradek.store.journal.JournalStoppedException;
import org.odradek.sync.client.account.AccountFacts;
import org.odradek.sync.client.account.Renaming;
import org.odradek.sync.client.account.Revoking;
import org.odradek.sync.client.transport.Backoff;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.protocol.connection.Connections;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/// Delivers and fetches in the background, on one platform thread of its own, or for one command on the caller's. Nobody waits for
/// it and it never fails: what cannot be done now is done later. Listeners are called on the sync thread and return quickly.
public final class SyncService implements AutoCloseable {
    private static final Duration DISK_TRIED_EVERY = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(SyncService.class);

    /// While nothing can come but by a clone, which another device makes when it is there.
    private static final Duration CLONE_AWAITED_EVERY = Duration.ofSeconds(5);

    private final Store store;
    private final AccountFacts facts;
    private final InstantSource clock;
    private final Backoff backoff;
    private final Round round;
    private final Errands errands = new Errands();
    private final DeviceChanges changes;
    private final List<Consumer<SyncState>> listeners = new CopyOnWriteArrayList<>();
    private final Store.Subscription edits;
    private final ReentrantLock turns = new ReentrantLock();
    private final Rest rest = new Rest();
    private volatile boolean closed;
    private volatile SyncState state;
    private final Listening listening;

    private @Nullable Thread thread;
    private Surroundings.Watch watch = () -> {};

    /// Takes a store; while its profile is not signed in there is nothing to do. `random` spreads retries and is the source of the
    /// nonces that seal names: of cryptographic quality outside tests.
    public SyncService(Store store, ServerApi server, InstantSource clock, RandomGenerator random) {
        this.store = store;
        this.clock = clock;
        this.facts = new AccountFacts(store.facts());
        this.backoff = new Backoff(random);
        this.listening = new Listening(server, random, this::heard, rest::endAfter);
        IntFunction<byte[]> randomBytes = size -> bytes(random, size);
        this.round =
                new Round(store, facts, server, clock, randomBytes, rest::isAwaited, () -> closed);
        this.changes = new DeviceChanges(store, facts, round, server, clock, randomBytes);
        this.state = SyncState.delayed(facts.lastSyncMs());
        this.edits =
                store.subscribe(
                        change -> {
                            if (change.own()) {
                                rest.wake();
                            }
                        });
    }

    public SyncState state() {
        return state;
    }

    /// Hears every change of the state from now on.
    public void listen(Consumer<SyncState> listener) {
        listeners.add(listener);
    }

    /// Starts the background thread.
    public void start() {
        thread = Thread.ofPlatform().name("sync").daemon().start(this::run);
        watch = Surroundings.watch(clock, this::beginAnew);
    }

    /// No line from before is trusted any more.
    void beginAnew() {
        listening.renew();
        poke();
    }

    /// Looks for everything now.
    public void poke() {
        errands.now();
        rest.wake();
    }

    private void heard() {
        errands.add(clock.millis());
        rest.wake();
    }

    /// The "work offline" switch, kept in the profile.
    public void setOffline(boolean offline) {
        facts.setOffline(offline);
        poke();
    }

    /// Works on the caller's thread until nothing is left to move, a person is needed, or the time is up; answers where it stands.
    public SyncState once(Duration timeout) {
        long deadlineNs = System.nanoTime() + timeout.toNanos();
        while (!closed) {
            var resting = resting();
            if (resting != null) {
                return publish(resting, null);
            }
            errands.now();
            switch (attempt()) {
                case Attempt.Complete _, Attempt.NeedsPerson _, Attempt.Failed _ -> {
                    return state;
                }
                case Attempt.More _, Attempt.Cloning _ -> {
                    if (System.nanoTime() > deadlineNs) {
                        return state;
                    }
                }
                case Attempt.AwaitsClone _ -> {
                    if (!waits(CLONE_AWAITED_EVERY, deadlineNs)) {
                        return state;
                    }
                }
                case Attempt.Later(var after) -> {
                    if (!waits(backoff.next(after), deadlineNs)) {
                        return state;
                    }
                }
            }
        }
        return state;
    }

    /// Answers false when there is no time left for it.
    private boolean waits(Duration wait, long deadlineNs) {
        if (System.nanoTime() + wait.toNanos() > deadlineNs) {
            return false;
        }
        await(wait);
        return true;
    }

    private void run() {
        while (!closed) {
            await(turnThatMayFail());
        }
    }

    /// The root of the background thread: whatever failed is said, and tried again.
    private Duration turnThatMayFail() {
        try {
            return turn();
        } catch (RuntimeException fault) {
            LOG.error("Delivering and fetching failed; it is tried again.", fault);
            tell(state.needing(PersonNeeded.FAULT));
            return backoff.next(Duration.ZERO);
        }
    }

    /// One turn of the background work on the caller's thread, at most one page each way. While the wake channel tells what moves, only
    /// that is moved, and everything is looked for now and then; answers how long to rest before the next
    /// one, unless poked meanwhile. For whoever keeps time otherwise than [#start()] does.
    public Duration turn() {
        var resting = resting();
        if (resting != null) {
            listening.end();
            publish(resting, null);
            return Errands.POLL_EVERY;
        }
        return switch (attempt()) {
            case Attempt.More _, Attempt.Cloning _ -> Duration.ZERO;
            case Attempt.AwaitsClone _ -> CLONE_AWAITED_EVERY;
            case Attempt.Complete _ -> {
                listenForWakes();
                yield errands.left(clock.millis());
            }
            case Attempt.Later(var after) -> {
                listening.end();
                yield backoff.next(after);
            }
            case Attempt.Failed _ -> backoff.next(Duration.ZERO);
            case Attempt.NeedsPerson _ -> errands.left(clock.millis());
        };
    }

    /// Why nothing is to be moved now; null when there is something to do.
    private SyncState.@Nullable Kind resting() {
        if (facts.signedIn().isEmpty()) {
            return SyncState.Kind.LOCAL;
        }
        return facts.isOffline() ? SyncState.Kind.OFFLINE : null;
    }

    /// A command's thread and the background one take turns.
    private Attempt attempt() {
        turns.lock();
        try {
            rest.end();
            long before = round.moved();
            var attempt = attemptWhereTheDiskMayRefuse();
            if (round.moved() != before) {
                backoff.reset();
            }
            note(attempt);
            return attempt;
        } finally {
            turns.unlock();
        }
    }

    /// A disk that takes nothing delays what comes in; it is tried again like a line that is down.
    private Attempt attemptWhereTheDiskMayRefuse() {
        try {
            var attempt = wholeOrQuick();
            if (attempt instanceof Attempt.Complete) {
                facts.rememberLastSync(clock.millis());
            }
            return attempt;
        } catch (JournalStoppedException | UncheckedIOException e) {
            LOG.warn("This device's disk does not take what came; it is tried again.", e);
            return new Attempt.Later(DISK_TRIED_EVERY);
        } catch (DamagedRecordException e) {
            LOG.error("This device cannot read what it is to pass on; it is tried again.", e);
            return new Attempt.Failed(PersonNeeded.DAMAGED);
        }
    }

    private Attempt wholeOrQuick() {
        boolean isDue = errands.begin(clock.millis());
        var told = listening.newest();
        if (told == null || isDue) {
            return whole();
        }
        long before = round.moved();
        var attempt = round.quick(told, errands.isLongAgo(clock.millis()));
        if (round.moved() != before) {
            errands.add(clock.millis());
        }
        return attempt;
    }

    private Attempt whole() {
        var attempt = round.attempt();
        if (attempt instanceof Attempt.Complete || attempt instanceof Attempt.NeedsPerson) {
            errands.ended(clock.millis());
        }
        return attempt;
    }

    /// The account's devices as the server sees them; empty when it does not answer. Blocks the caller for a few requests.
    public Optional<Connections> connections() {
        if (resting() != null) {
            return Optional.empty();
        }
        turns.lock();
        try {
            return round.connections();
        } finally {
            turns.unlock();
        }
    }

    /// Gives one of the account's devices another name. Blocks the caller for a few requests.
    public Renaming.Outcome rename(DeviceId device, String name) {
        if (resting() != null) {
            return new Renaming.Outcome.NoAnswer();
        }
        turns.lock();
        try {
            return changes.rename(device, name);
        } finally {
            turns.unlock();
        }
    }

    /// Shuts one of the account's other devices out and changes the content key. Blocks the caller for a few requests, more where
    /// entries of that device have not been fetched yet.
    public Revoking.Outcome revoke(DeviceId device) {
        if (resting() != null) {
            return new Revoking.Outcome.NoAnswer();
        }
        turns.lock();
        try {
            return changes.revoke(device);
        } finally {
            turns.unlock();
        }
    }

    private static byte[] bytes(RandomGenerator random, int size) {
        var bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    private void note(Attempt attempt) {
        switch (attempt) {
            case Attempt.Complete _ -> {
                backoff.reset();
                publish(SyncState.Kind.UP_TO_DATE, null);
            }
            case Attempt.More _ -> publish(SyncState.Kind.MOVING, null);
            case Attempt.Cloning(var progress) -> publish(SyncState.Kind.CLONING, progress, null);
            case Attempt.AwaitsClone _ -> publish(SyncState.Kind.CLONING, null);
            case Attempt.Later _ -> publish(SyncState.Kind.DELAYED, null);
            case Attempt.NeedsPerson need -> publish(SyncState.Kind.NEEDS_YOU, need);
            case Attempt.Failed(var why) -> publish(SyncState.Kind.NEEDS_YOU, why);
        }
    }

    private SyncState publish(SyncState.Kind kind, Attempt.@Nullable NeedsPerson need) {
        return publish(kind, 0, need);
    }

    private SyncState publish(
            SyncState.Kind kind, double cloned, Attempt.@Nullable NeedsPerson need) {
        var standing = store.standing();
        long lastSyncMs = state.lastSyncMs();
        if (kind == SyncState.Kind.UP_TO_DATE || kind == SyncState.Kind.MOVING) {
            lastSyncMs = clock.millis();
        }
        var next =
                new SyncState(
                        kind,
                        standing.undeliveredItems(),
                        standing.undelivered(),
                        standing.undeliveredSinceMs(),
                        round.received(),
                        lastSyncMs,
                        cloned,
                        need == null ? null : need.sentence(),
                        need != null && need.signingInHelps());
        tell(next);
        return next;
    }

    private void tell(SyncState next) {
        state = next;
        for (var listener : listeners) {
            try {
                listener.accept(next);
            } catch (RuntimeException fault) {
                // What was moved stands, and the other listeners hear of it.
                LOG.error("A listener of the state failed.", fault);
            }
        }
    }

    private void listenForWakes() {
        var token = round.token();
        if (token != null) {
            listening.begin(token);
        }
    }

    private void await(Duration atMost) {
        if (!rest.atMost(atMost)) {
            closed = true;
        }
    }

    /// Ends the background thread, after the request under way.
    @Override
    public void close() {
        closed = true;
        watch.close();
        edits.close();
        poke();
        var running = thread;
        if (running != null) {
            try {
                running.join(TimeUnit.SECONDS.toMillis(60));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        listening.end();
        round.close();
    }
}

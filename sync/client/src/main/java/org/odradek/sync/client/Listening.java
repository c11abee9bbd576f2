package org.odradek.sync.client;

import org.jspecify.annotations.Nullable;
import org.odradek.sync.client.transport.Backoff;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.protocol.wire.Token;
import org.odradek.sync.protocol.wire.Wake;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// The wake channel, one at a time. One that ends is opened again only after a wait that grows, with full jitter, until a frame has
/// come: when a server goes away all of its devices hear of it at the same moment, and something between may refuse every channel.
/// Thread-safe.
final class Listening {
    private final ServerApi server;
    private final Runnable woken;
    private final Consumer<Duration> ended;
    private final Backoff ends;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable AutoCloseable present;
    private @Nullable Wake newest;

    /// Which channel is the present one; a late word of an earlier one changes nothing.
    private long number;

    /// @param woken called for each frame
    /// @param ended called when the channel has ended by itself, with how long to wait before [#begin(Token)]
    Listening(ServerApi server, RandomGenerator random, Runnable woken, Consumer<Duration> ended) {
        this.server = server;
        this.woken = woken;
        this.ended = ended;
        this.ends = new Backoff(random);
    }

    /// Opens the channel when there is none.
    void begin(Token token) {
        // A channel that ends at once is heard only after it was kept here.
        lock.lock();
        try {
            if (present == null) {
                long opened = ++number;
                present = server.listen(token, wake -> came(opened, wake), () -> hasEnded(opened));
            }
        } finally {
            lock.unlock();
        }
    }

    /// What the present channel told last; null while there is none, or nothing came by it yet: then whatever happens is not told.
    @Nullable Wake newest() {
        lock.lock();
        try {
            return newest;
        } finally {
            lock.unlock();
        }
    }

    private void came(long which, Wake wake) {
        lock.lock();
        try {
            if (which != number) {
                return;
            }
            ends.reset();
            newest = wake;
        } finally {
            lock.unlock();
        }
        woken.run();
    }

    private void hasEnded(long which) {
        Duration wait;
        lock.lock();
        try {
            if (which != number) {
                return;
            }
            present = null;
            newest = null;
            wait = ends.next(Duration.ZERO);
        } finally {
            lock.unlock();
        }
        ended.accept(wait);
    }

    /// Gives up every line to the server, this one among them.
    void renew() {
        server.renew();
        end();
    }

    void end() {
        AutoCloseable open;
        lock.lock();
        try {
            open = present;
            present = null;
            newest = null;
            number++;
        } finally {
            lock.unlock();
        }
        if (open != null) {
            try {
                open.close();
            } catch (Exception e) {
                throw new IllegalStateException("a wake channel that does not close", e);
            }
        }
    }
}

package org.odradek.sync.server;

import org.odradek.sync.server.log.BusyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/// How long a start waits for a database that is away, as after a power cut, when everything starts at once. It is said once, and again
/// now and then; tries get rarer.
final class Patience {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    /// A database that is back is noticed as soon as that.
    private static final Duration PAUSE_MAX = Duration.ofSeconds(3);

    private static final Duration SAID_EVERY = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);

    private final Duration atMost;
    private final LongSupplier nanoTime;
    private final Pauses pauses;

    /// Lets time pass.
    interface Pauses {
        void pause(Duration howLong) throws InterruptedException;
    }

    /// Something that may throw [BusyException] when it can be opened later.
    interface Opening<T> {
        T open() throws IOException;
    }

    /// What is done while it is waited, from the first failure on.
    interface Meanwhile {
        Waiting begin() throws IOException;
    }

    /// Ends what was done meanwhile.
    interface Waiting extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    Patience(Duration atMost, LongSupplier nanoTime, Pauses pauses) {
        this.atMost = atMost;
        this.nanoTime = nanoTime;
        this.pauses = pauses;
    }

    /// @param atMost zero for a single try
    static Patience of(Duration atMost) {
        return new Patience(atMost, System::nanoTime, Thread::sleep);
    }

    /// Opens it, as soon as it can be. IllegalStateException with the last reason when patience ends; whatever is not a
    /// [BusyException] ends it at once.
    <T> T await(Opening<T> opening, Meanwhile meanwhile) throws IOException, InterruptedException {
        long startNs = nanoTime.getAsLong();
        BusyException why;
        try {
            return opening.open();
        } catch (BusyException e) {
            orGiveUp(e, startNs);
            why = e;
        }
        try (var _ = meanwhile.begin()) {
            LOG.warn("The server waits for at most {}: {}", atMost, why.getMessage());
            return await(opening, startNs);
        }
    }

    private <T> T await(Opening<T> opening, long startNs) throws IOException, InterruptedException {
        var pause = FIRST_PAUSE;
        long saidNs = startNs;
        while (true) {
            var left = atMost.minusNanos(nanoTime.getAsLong() - startNs);
            pauses.pause(left.compareTo(pause) < 0 ? left : pause);
            try {
                return opening.open();
            } catch (BusyException e) {
                orGiveUp(e, startNs);
                if (nanoTime.getAsLong() - saidNs >= SAID_EVERY.toNanos()) {
                    saidNs = nanoTime.getAsLong();
                    LOG.warn("The server still waits: {}", e.getMessage());
                }
            }
            pause = pause.multipliedBy(2);
            pause = pause.compareTo(PAUSE_MAX) < 0 ? pause : PAUSE_MAX;
        }
    }

    private void orGiveUp(BusyException why, long startNs) {
        if (nanoTime.getAsLong() - startNs >= atMost.toNanos()) {
            throw new IllegalStateException(why.getMessage(), why);
        }
    }
}

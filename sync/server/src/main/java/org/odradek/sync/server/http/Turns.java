package org.odradek.sync.server.http;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// How much is worked on at once, and the line before it. All that asks the log goes through here, so that its queues, which are longer,
/// never turn anybody away. Thread-safe.
final class Turns {
    /// More than the log's queues and this machine's cores have use for.
    static final int AT_ONCE_MAX = 64;

    /// Others stand in line for so long, on threads that cost little: a fleet that comes back at once to a server that has just started
    /// and is slow at first. A device gives up after half a minute without an answer, and what is done for it then is done for nobody.
    private static final Duration IN_LINE_MAX = Duration.ofSeconds(25);

    private final Semaphore places;

    Turns(int atOnceMax) {
        this.places = new Semaphore(atOnceMax, true);
    }

    /// Does the work when it is its turn; empty when that does not come in time.
    <T> Optional<T> take(Supplier<T> work) {
        try {
            if (!places.tryAcquire(IN_LINE_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            return Optional.of(work.get());
        } finally {
            places.release();
        }
    }

    /// How many stand in line.
    int waiting() {
        return places.getQueueLength();
    }
}

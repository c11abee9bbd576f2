package org.odradek.store;

import java.util.concurrent.CompletableFuture;

/// Waits for another thread that is about to be done. To sleep and be woken takes time of its own, so the waiting thread looks again and
/// again for a moment, before it sleeps after all.
final class BriefWait {
    /// In the order of a wake-up: looking in vain then costs no more than sleeping would have.
    private static final long LOOKING_NS = 100_000;

    /// With one core there is nobody to look at.
    private static final boolean LOOKS = Runtime.getRuntime().availableProcessors() > 1;

    private BriefWait() {}

    static <T> T join(CompletableFuture<T> future) {
        if (LOOKS) {
            long start = System.nanoTime();
            while (!future.isDone() && System.nanoTime() - start < LOOKING_NS) {
                Thread.onSpinWait();
            }
        }
        return future.join();
    }
}

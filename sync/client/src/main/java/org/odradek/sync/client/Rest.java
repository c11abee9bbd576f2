package org.odradek.sync.client;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Where the background thread rests between two turns, until it is woken or it is time. Thread-safe.
final class Rest {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean isWoken;
    private volatile boolean isAwaited;

    /// When to look again although nobody woke it; null without such a time.
    private @Nullable Long againNs;

    /// Something came.
    void wake() {
        isAwaited = true;
        lock.lock();
        try {
            isWoken = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// The rest ends after this time at the latest.
    void endAfter(Duration time) {
        lock.lock();
        try {
            againNs = System.nanoTime() + time.toNanos();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// A turn begins.
    void end() {
        isAwaited = false;
    }

    /// Whether something came since the turn under way began.
    boolean isAwaited() {
        return isAwaited;
    }

    /// Rests. Answers false when the thread was interrupted, which it stays.
    boolean atMost(Duration time) {
        lock.lock();
        try {
            long endNs = System.nanoTime() + time.toNanos();
            while (!isWoken) {
                long leftNs = endNs - System.nanoTime();
                if (againNs != null) {
                    leftNs = Math.min(leftNs, againNs - System.nanoTime());
                }
                if (leftNs <= 0) {
                    break;
                }
                var _ = changed.awaitNanos(leftNs);
            }
            againNs = null;
            isWoken = false;
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}

package org.odradek.sync.client;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/// When a whole round is due beside the quick ones: to acknowledge, to fetch what this device wrote itself, to learn what others have
/// seen. A moment after the first reason for it, so that one round serves several, and never twice within a second. Thread-safe.
final class Errands {
    private static final long GATHERING_MS = 200;
    private static final long APART_MS = 1000;

    /// A lost wake frame costs at most this long.
    static final Duration POLL_EVERY = Duration.ofSeconds(20);

    private final ReentrantLock lock = new ReentrantLock();
    private boolean isUnderWay = true;
    private boolean isDue;
    private long sinceMs;
    private long endedMs;

    /// There is a reason for one.
    void add(long nowMs) {
        lock.lock();
        try {
            if (!isDue) {
                isDue = true;
                sinceMs = nowMs;
            }
        } finally {
            lock.unlock();
        }
    }

    /// Whatever the time.
    void now() {
        lock.lock();
        try {
            isUnderWay = true;
        } finally {
            lock.unlock();
        }
    }

    /// Whether a whole round is to be made now; it stays so until [#ended(long)].
    boolean begin(long nowMs) {
        lock.lock();
        try {
            if (!isUnderWay && leftMs(nowMs) == 0) {
                isUnderWay = true;
            }
            if (isUnderWay) {
                isDue = false;
            }
            return isUnderWay;
        } finally {
            lock.unlock();
        }
    }

    void ended(long nowMs) {
        lock.lock();
        try {
            isUnderWay = false;
            endedMs = nowMs;
        } finally {
            lock.unlock();
        }
    }

    /// Whether the last one ended so long ago that something may be done at once that else is left to the next.
    boolean isLongAgo(long nowMs) {
        lock.lock();
        try {
            return left(nowMs, endedMs, APART_MS) == 0;
        } finally {
            lock.unlock();
        }
    }

    /// How long until the next one.
    Duration left(long nowMs) {
        lock.lock();
        try {
            return Duration.ofMillis(isUnderWay ? 0 : leftMs(nowMs));
        } finally {
            lock.unlock();
        }
    }

    private long leftMs(long nowMs) {
        return isDue
                ? Math.max(left(nowMs, sinceMs, GATHERING_MS), left(nowMs, endedMs, APART_MS))
                : left(nowMs, endedMs, POLL_EVERY.toMillis());
    }

    /// A clock that was set back counts as far ahead.
    private static long left(long nowMs, long fromMs, long spanMs) {
        long passed = nowMs - fromMs;
        return passed < 0 ? 0 : Math.max(0, spanMs - passed);
    }
}

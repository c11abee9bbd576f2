package org.odradek.sync.server.connection;

import org.odradek.core.entry.AccountId;
import org.odradek.core.entry.DeviceId;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// Asks one device at a time for a clone: making one costs it a while, and two at once are one too many. What was asked of whom is
/// forgotten with the process. Thread-safe.
final class CloneWishes {
    /// Long enough to make and send a clone of an ordinary account, short enough that a device that went away is not waited for.
    static final Duration TURN = Duration.ofMinutes(30);

    private static final int KEPT_MAX = 10_000;

    private final InstantSource clock;
    private final Map<AccountId, Turn> turns = bounded();
    private final Map<AccountId, Long> told = bounded();

    CloneWishes(InstantSource clock) {
        this.clock = clock;
    }

    private static <T> Map<AccountId, T> bounded() {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<AccountId, T> eldest) {
                return size() > KEPT_MAX;
            }
        };
    }

    private record Turn(DeviceId device, long untilMs) {}

    /// Whether this device is the one that is asked now. Afterwards it is another's turn, if another comes within the same time.
    synchronized boolean isAsked(AccountId account, DeviceId device) {
        long nowMs = clock.millis();
        var turn = turns.get(account);
        if (turn != null && nowMs < turn.untilMs()) {
            return turn.device().equals(device);
        }
        if (turn != null
                && turn.device().equals(device)
                && nowMs < turn.untilMs() + TURN.toMillis()) {
            return false;
        }
        turns.remove(account);
        turns.put(account, new Turn(device, nowMs + TURN.toMillis()));
        return true;
    }

    /// Whether nobody is at it and the account's devices were not told for a while; they are told by whoever asks this.
    synchronized boolean isToBeAnnounced(AccountId account) {
        long nowMs = clock.millis();
        var turn = turns.get(account);
        Long toldMs = told.get(account);
        if (turn != null && nowMs < turn.untilMs()
                || toldMs != null && nowMs < toldMs + TURN.toMillis()) {
            return false;
        }
        told.put(account, nowMs);
        return true;
    }

    /// The wish is fulfilled.
    synchronized void end(AccountId account) {
        turns.remove(account);
    }
}

package org.odradek.sync.client;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/// What the screen says about delivery; never an address, a code or an exception.
///
/// @param waitingItems   items with edits that the server does not have
/// @param waitingEntries own and others' entries that the server does not have
/// @param waitingSinceMs when the oldest of those edits was made; 0 when none waits
/// @param received       entries that came since the service was started
/// @param lastSyncMs     when the server last answered; 0 when it never did
/// @param cloned         how much of a clone is here while one is on its way, from 0 to 1; else 0
/// @param reason         one sentence where a person must decide something; else null
/// @param signingInHelps whether signing in again on this device is what that person should do
public record SyncState(
        Kind kind,
        int waitingItems,
        long waitingEntries,
        long waitingSinceMs,
        long received,
        long lastSyncMs,
        double cloned,
        @Nullable String reason,
        boolean signingInHelps) {
    /// What a profile without an account shows.
    public static SyncState local() {
        return new SyncState(Kind.LOCAL, 0, 0, 0, 0, 0, 0, null, false);
    }

    /// Before the first round.
    static SyncState delayed(long lastSyncMs) {
        return new SyncState(Kind.DELAYED, 0, 0, 0, 0, lastSyncMs, 0, null, false);
    }

    /// The same numbers while a person has to hear something.
    SyncState needing(Attempt.NeedsPerson need) {
        return new SyncState(
                Kind.NEEDS_YOU,
                waitingItems,
                waitingEntries,
                waitingSinceMs,
                received,
                lastSyncMs,
                cloned,
                need.sentence(),
                need.signingInHelps());
    }

    /// The states by the names that the command line prints.
    public enum Kind {
        LOCAL,
        UP_TO_DATE,
        DELAYED,
        OFFLINE,
        MOVING,
        CLONING,
        NEEDS_YOU;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}

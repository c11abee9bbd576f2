package org.odradek.sync.client;

import org.jspecify.annotations.Nullable;
import org.odradek.sync.protocol.wire.Cursor;

/// How long a server is waited for that has announced what it does not show yet, or says now this, now that. Runs on the sync thread.
final class Patience {
    /// So often a log that ends before a head is looked at again.
    private static final int LOOKS_MAX = 6;

    /// Once for what was lost, once more for what another device found lost meanwhile; a server that goes on so is left alone.
    private static final int WALKS_BACK_MAX = 3;

    private long movedFrom;
    private @Nullable Cursor awaitedAt;
    private int looks;
    private int walksBack;
    private boolean lacked;
    private boolean cloned;
    private boolean mayPull;

    /// Something was taken from the log, be it that there is nothing new.
    void hasMoved() {
        walksBack = 0;
        lacked = false;
        cloned = false;
        mayPull = false;
    }

    /// Whether the common past was looked for too often since then.
    boolean isWalkingBackAgain() {
        return ++walksBack > WALKS_BACK_MAX;
    }

    /// Whether the server said before, since then, that it lacks what it was known to have; what it has is asked in between.
    boolean isLackingAgain() {
        boolean again = lacked;
        lacked = true;
        return again;
    }

    /// Whether changes of the account behind this position were announced before, and not shown when they were asked for.
    boolean isAnnouncedAgain(long controlPosition) {
        boolean again = controlPosition == movedFrom;
        movedFrom = controlPosition;
        return again;
    }

    /// Whether a log that ends here with entries that nobody vouches for has not got longer for too long. Whoever gives back what a server
    /// lost puts its author's head behind the last entry, and may be on the way there.
    boolean isAtAnEnd(Cursor end) {
        looks = end.equals(awaitedAt) ? looks + 1 : 1;
        awaitedAt = end;
        return looks > LOOKS_MAX;
    }

    /// Whether a clone was taken before, since then: the log is said to begin behind where it ends.
    boolean isClonedAgain() {
        boolean again = cloned;
        cloned = true;
        return again;
    }

    /// Nothing more is done for now.
    void roundHasEnded() {
        mayPull = false;
    }

    /// Whether this device was let in to pull before, in this round, and nothing came of it: a visit ends where the log ended as it was let in,
    /// be it with entries that nobody vouches for.
    boolean mayPullAgain() {
        boolean again = mayPull;
        mayPull = true;
        return again;
    }
}

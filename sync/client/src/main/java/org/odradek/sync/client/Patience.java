package org.odradek.sync.client;

import org.jspecify.annotations.Nullable;
import org.odradek.sync.protocol.wire.Cursor;

/// How long a server is waited for that has announced what it does not show yet. Runs on the sync thread.
final class Patience {
    /// So often a log that ends before a head is looked at again.
    private static final int LOOKS_MAX = 6;

    private long movedFrom;
    private @Nullable Cursor awaitedAt;
    private int looks;

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
}

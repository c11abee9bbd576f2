package org.odradek.sync.client.pull;

import org.jspecify.annotations.Nullable;
import org.odradek.sync.protocol.wire.Cursor;

/// When a log that was read to its end, without the heads that its last entries await, is read once more from the cursor on. Whoever goes on
/// from that end is handed what follows, be it the heads; reading anew helps where the end was of another log, and costs as much as all that
/// was read. So it is done twice as late each time, until the log ends elsewhere. Not thread-safe.
final class HeadlessEnd {
    /// Some six hours of looks while nothing else is to be done.
    private static final int LOOKS_BETWEEN_MAX = 1024;

    private @Nullable Cursor end;
    private int looks;
    private int between;

    /// Heads are awaited here, however far back was read from.
    void reached(Cursor at) {
        if (!at.equals(end)) {
            end = at;
            looks = 0;
            between = 1;
        }
    }

    /// Whether to read anew, now that nothing follows upon this end of an earlier reading.
    boolean isDue(Cursor at) {
        reached(at);
        looks++;
        if (looks < between) {
            return false;
        }
        looks = 0;
        between = Math.min(2 * between, LOOKS_BETWEEN_MAX);
        return true;
    }
}

package org.odradek.sync.client.pull;

import org.odradek.core.entry.ServerSight;
import org.odradek.sync.protocol.wire.Cursor;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/// What the server's chain looked like to this device, position by position since its program started, and before that at the cursors that
/// it kept. Entries say what their author saw of the chain: where the two differ within one epoch, the server shows two devices two
/// histories. Bounded; what lies too far back is not compared. Not thread-safe.
final class ChainMemory {
    /// Some hundred bytes each.
    private static final int POSITIONS_MAX = 20_000;

    private final TreeMap<Long, Cursor> seen = new TreeMap<>();

    ChainMemory(List<Cursor> cursors) {
        saw(cursors);
    }

    void saw(List<Cursor> verified) {
        verified.forEach(each -> seen.put(each.position(), each));
        while (seen.size() > POSITIONS_MAX) {
            seen.pollFirstEntry();
        }
    }

    /// The log was taken up anew: what was seen behind this cursor may not be there any more.
    void beginAt(Cursor cursor) {
        seen.tailMap(cursor.position(), false).clear();
        saw(List.of(cursor));
    }

    /// Whether another device saw something else where this one has looked. A server that began a new epoch since has said itself that
    /// it lost something.
    boolean contradicts(ServerSight sight, long epoch) {
        var here = seen.get(sight.position());
        return here != null
                && here.epoch() == sight.epoch()
                && sight.epoch() == epoch
                && !Arrays.equals(here.hash().array(), sight.hash());
    }
}

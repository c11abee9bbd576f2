package org.odradek.sync.server.log.table;

import org.odradek.sync.protocol.Bytes;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A row of `entry`: entries of one device that were appended one right after the other, so that all of a push takes a row or two and not
/// a row each. The one that holds an entry is the first at or behind its place.
///
/// @param place    of its last entry, see [Keys]
/// @param position of its last entry; those before it stand right before it
/// @param hashes   of all of its entries, the last one's last
public record EntryRun(long place, long position, Bytes hashes) {
    /// So many hashes that PostgreSQL keeps the row in one place, which it does up to some 2,000 bytes.
    private static final int ENTRIES_MAX = 56;

    private static final int HASH_BYTES = 32;

    /// From `place, position, hash`.
    public static EntryRun read(ResultSet row) throws SQLException {
        return new EntryRun(row.getLong(1), row.getLong(2), new Bytes(row.getBytes(3)));
    }

    /// The fewest runs that hold these entries, in their order.
    static List<EntryRun> of(List<AppendPlan.NewEntry> entries) {
        var runs = new ArrayList<EntryRun>();
        int first = 0;
        for (int next = 1; next <= entries.size(); next++) {
            if (next == entries.size()
                    || next - first == ENTRIES_MAX
                    || !entries.get(next).isRightBehind(entries.get(next - 1))) {
                runs.add(whole(entries.subList(first, next)));
                first = next;
            }
        }
        return runs;
    }

    private static EntryRun whole(List<AppendPlan.NewEntry> entries) {
        var hashes = ByteBuffer.allocate(entries.size() * HASH_BYTES);
        entries.forEach(entry -> hashes.put(entry.hash().array()));
        var last = entries.getLast();
        return new EntryRun(last.place(), last.position(), new Bytes(hashes.array()));
    }

    private int count() {
        return hashes.size() / HASH_BYTES;
    }

    /// The entry at a place, if it is one of these.
    Optional<AppendPlan.Known> at(long wanted) {
        long back = place - wanted;
        if (back < 0 || back >= count()) {
            return Optional.empty();
        }
        var hash = new byte[HASH_BYTES];
        ByteBuffer.wrap(hashes.array()).get((int) (count() - 1 - back) * HASH_BYTES, hash);
        return Optional.of(new AppendPlan.Known(position - back, new Bytes(hash)));
    }

    /// Puts each of its entries under its place.
    public void putInto(Map<Long, AppendPlan.Known> known) {
        for (long at = place - count() + 1; at <= place; at++) {
            known.put(at, at(at).orElseThrow());
        }
    }
}

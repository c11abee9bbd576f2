package org.odradek.sync.server.log.table;

import org.odradek.sync.protocol.Bytes;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A row of `entry`: entries of one device that were appended one right after the other, so that all of a push takes a row or two and not
/// a row each. The one that holds an entry is the first at or behind its place.
///
/// @param place    of its last entry, see [Keys]
/// @param position of its last entry; those before it stand right before it
/// @param hashes   of all of its entries, the last one's last; one byte more says that the signed head of that one came with it
public record EntryRun(long place, long position, Bytes hashes) {
    /// So many hashes that PostgreSQL keeps the row in one place, which it does up to some 2,000 bytes.
    private static final int ENTRIES_MAX = 56;

    private static final int HASH_BYTES = 32;

    /// From `place, position, hash`.
    public static EntryRun read(ResultSet row) throws SQLException {
        return new EntryRun(row.getLong(1), row.getLong(2), new Bytes(row.getBytes(3)));
    }

    /// The fewest runs that hold these entries, in their order.
    ///
    /// @param headed places of those whose signed heads come with them
    static List<EntryRun> of(List<AppendPlan.NewEntry> entries, Set<Long> headed) {
        var runs = new ArrayList<EntryRun>();
        int first = 0;
        for (int next = 1; next <= entries.size(); next++) {
            if (next == entries.size()
                    || next - first == ENTRIES_MAX
                    || headed.contains(entries.get(next - 1).place())
                    || !entries.get(next).isRightBehind(entries.get(next - 1))) {
                boolean isHeaded = headed.contains(entries.get(next - 1).place());
                runs.add(whole(entries.subList(first, next), isHeaded));
                first = next;
            }
        }
        return runs;
    }

    private static EntryRun whole(List<AppendPlan.NewEntry> entries, boolean isHeaded) {
        var hashes = ByteBuffer.allocate(entries.size() * HASH_BYTES + (isHeaded ? 1 : 0));
        entries.forEach(entry -> hashes.put(entry.hash().array()));
        var last = entries.getLast();
        return new EntryRun(last.place(), last.position(), new Bytes(hashes.array()));
    }

    private int count() {
        return hashes.size() / HASH_BYTES;
    }

    private boolean isHeaded() {
        return hashes.size() % HASH_BYTES > 0;
    }

    Bytes lastHash() {
        return hash(count() - 1);
    }

    private Bytes hash(int index) {
        var hash = new byte[HASH_BYTES];
        ByteBuffer.wrap(hashes.array()).get(index * HASH_BYTES, hash);
        return new Bytes(hash);
    }

    /// The entry at a place, if it is one of these.
    Optional<AppendPlan.Known> at(long wanted) {
        long back = place - wanted;
        if (back < 0 || back >= count()) {
            return Optional.empty();
        }
        var hash = hash((int) (count() - 1 - back));
        return Optional.of(new AppendPlan.Known(position - back, hash, back == 0 && isHeaded()));
    }

    /// Puts each of its entries under its place.
    public void putInto(Map<Long, AppendPlan.Known> known) {
        for (long at = place - count() + 1; at <= place; at++) {
            known.put(at, at(at).orElseThrow());
        }
    }
}

package org.odradek.store.view;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.ItemId;
import org.odradek.core.item.ItemState;
import org.odradek.core.item.ItemStateCodec;
import org.odradek.core.text.TextDifference;
import org.odradek.store.body.Bodies;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What tables that were made anew show otherwise than those before them. Two sets of tables have no keys in common.
public final class ViewDifference {
    private final Connection before;
    private final Connection after;

    private ViewDifference(Connection before, Connection after) {
        this.before = before;
        this.after = after;
    }

    /// An item that the tables show otherwise, its states in both, and what happened to its body, if anything did.
    public record Differing(
            ItemState before, ItemState after, ViewChange.@Nullable BodyChange body) {
        public ItemId id() {
            return after.id();
        }
    }

    /// Told of one item after the other.
    @FunctionalInterface
    public interface Visitor {
        void differs(Differing item);
    }

    /// An item in one of the tables: its row, and the digest of its state and text; empty for one without a state.
    private record Stored(long key, ItemRecord row, ByteBuffer digest) {
        static Stored of(ItemRecord row, Map<Long, byte[]> digests) {
            var digest = digests.getOrDefault(row.key(), new byte[0]);
            return new Stored(row.key(), row.withoutKeys(), ByteBuffer.wrap(digest));
        }

        boolean isAs(@Nullable Stored other) {
            return other != null && digest.equals(other.digest) && row.equals(other.row);
        }
    }

    private record Pair(ItemId id, @Nullable Stored before, @Nullable Stored after) {}

    public static void tell(Connection before, Connection after, Visitor visitor)
            throws SQLException {
        var difference = new ViewDifference(before, after);
        for (var pair : difference.pairs()) {
            visitor.differs(difference.of(pair));
        }
    }

    private List<Pair> pairs() throws SQLException {
        var left = new HashMap<ItemId, Stored>();
        var digestsBefore = digests(before);
        ItemTable.forEach(before, row -> left.put(row.id(), Stored.of(row, digestsBefore)));
        var digestsAfter = digests(after);
        var pairs = new ArrayList<Pair>();
        ItemTable.forEach(
                after,
                row -> {
                    var now = Stored.of(row, digestsAfter);
                    var then = left.remove(row.id());
                    if (!now.isAs(then)) {
                        pairs.add(new Pair(row.id(), then, now));
                    }
                });
        left.forEach((id, then) -> pairs.add(new Pair(id, then, null)));
        return pairs;
    }

    private static Map<Long, byte[]> digests(Connection connection) throws SQLException {
        var digests = new HashMap<Long, byte[]>();
        try (var select = connection.prepareStatement("SELECT key, digest FROM item_state");
                var found = select.executeQuery()) {
            while (found.next()) {
                digests.put(found.getLong(1), found.getBytes(2));
            }
        }
        return digests;
    }

    private Differing of(Pair pair) throws SQLException {
        var then = state(before, pair.id, pair.before);
        var now = state(after, pair.id, pair.after);
        if (then.body().equals(now.body())) {
            return new Differing(then, now, null);
        }
        var splices = TextDifference.splices(body(before, pair.before), body(after, pair.after));
        return new Differing(
                then, now, new ViewChange.BodyChange(then.body(), splices, now.body()));
    }

    private static ItemState state(Connection connection, ItemId id, @Nullable Stored item)
            throws SQLException {
        var state = item == null ? null : ItemTable.state(connection, item.key).orElse(null);
        return state == null ? ItemState.empty(id) : ItemStateCodec.decode(state);
    }

    private static String body(Connection connection, @Nullable Stored item) throws SQLException {
        return item == null ? "" : Bodies.read(connection, item.key);
    }
}

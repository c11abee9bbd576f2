package org.odradek.store.body;

import org.odradek.core.cbor.CborReader;
import org.odradek.core.cbor.CborWriter;
import org.odradek.core.text.BodyEvent;
import org.odradek.core.text.BodyEventId;
import org.odradek.core.text.EventGraph;
import org.odradek.core.text.Frontier;
import org.odradek.core.text.Splice;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The events of all bodies, as rows in the order of arrival; those of one body are one range of keys. Belongs to the thread of its
/// connection.
public final class BodyEvents implements AutoCloseable {
    /// A row's key is its item's times 2^40 plus its number among all rows.
    private static final int NUMBER_BITS = 40;

    private final PreparedStatement select;
    private final PreparedStatement insert;
    private long nextNumber;

    public BodyEvents(Connection connection) throws SQLException {
        this.select =
                connection.prepareStatement(
                        """
                        SELECT key, id_high, entry, content FROM body_event WHERE id_low = ?
                        """);
        this.insert =
                connection.prepareStatement(
                        """
                        INSERT INTO body_event (key, id_high, id_low, entry, content)
                        VALUES (?, ?, ?, ?, ?)
                        """);
        reload(connection);
    }

    /// Forgets what was not committed.
    public void reload(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT COUNT(*) FROM body_event")) {
            found.next();
            // No row is ever deleted.
            nextNumber = found.getLong(1) + 1;
        }
    }

    /// The first key of a body's rows, behind which they are in order.
    static long firstKey(long itemKey) {
        return itemKey << NUMBER_BITS;
    }

    /// An event as a row: `key` is its place in the order of arrival, `entryKey` the first entry that brought it.
    public record Row(long key, long entryKey, BodyEvent event) {}

    void insert(long itemKey, long entryKey, BodyEvent event) throws SQLException {
        insert.setLong(1, firstKey(itemKey) | nextNumber++);
        insert.setLong(2, event.id().high());
        insert.setLong(3, event.id().low());
        insert.setLong(4, entryKey);
        insert.setBytes(5, encode(event));
        insert.executeUpdate();
    }

    /// The event of that id in an item's body.
    public Optional<Row> find(long itemKey, BodyEventId id) throws SQLException {
        select.setLong(1, id.low());
        try (var found = select.executeQuery()) {
            while (found.next()) {
                boolean isOfItem = found.getLong(1) >> NUMBER_BITS == itemKey;
                if (isOfItem && found.getLong(2) == id.high()) {
                    return Optional.of(row(found, id));
                }
            }
            return Optional.empty();
        }
    }

    private static Row row(ResultSet found, BodyEventId id) throws SQLException {
        return new Row(found.getLong(1), found.getLong(3), decode(id, found.getBytes(4)));
    }

    /// All events of a body, oldest first.
    public static List<Row> all(Connection connection, long itemKey) throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        """
                        SELECT key, id_high, id_low, entry, content FROM body_event
                        WHERE key >= ? AND key < ? ORDER BY key
                        """)) {
            statement.setLong(1, firstKey(itemKey));
            statement.setLong(2, firstKey(itemKey + 1));
            try (var found = statement.executeQuery()) {
                var rows = new ArrayList<Row>();
                while (found.next()) {
                    var id = new BodyEventId(found.getLong(2), found.getLong(3));
                    rows.add(
                            new Row(
                                    found.getLong(1),
                                    found.getLong(4),
                                    decode(id, found.getBytes(5))));
                }
                return rows;
            }
        }
    }

    /// The history of one body, read from the rows as the merge asks for it.
    public EventGraph graph(long itemKey) {
        var read = new HashMap<BodyEventId, Row>();
        return new EventGraph() {
            @Override
            public BodyEvent event(BodyEventId id) {
                return row(id).event();
            }

            @Override
            public long order(BodyEventId id) {
                return row(id).key();
            }

            private Row row(BodyEventId id) {
                return read.computeIfAbsent(id, wanted -> required(itemKey, wanted));
            }
        };
    }

    private Row required(long itemKey, BodyEventId id) {
        try {
            return find(itemKey, id)
                    .orElseThrow(() -> new IllegalArgumentException("no event of a body: " + id));
        } catch (SQLException e) {
            throw new IllegalStateException("the events of a body cannot be read", e);
        }
    }

    /// The history of one body, held in memory.
    public static EventGraph graph(List<Row> rows) {
        Map<BodyEventId, Row> byId = new HashMap<>();
        rows.forEach(row -> byId.put(row.event().id(), row));
        return new EventGraph() {
            @Override
            public BodyEvent event(BodyEventId id) {
                return row(id).event();
            }

            @Override
            public long order(BodyEventId id) {
                return row(id).key();
            }

            private Row row(BodyEventId id) {
                var row = byId.get(id);
                if (row == null) {
                    throw new IllegalArgumentException("no event of a body: " + id);
                }
                return row;
            }
        };
    }

    private static byte[] encode(BodyEvent event) {
        var out = new CborWriter().array(3).array(event.parents().ids().size());
        event.parents().ids().forEach(parent -> out.bytes(parent.bytes()));
        out.array(3 * event.splices().size());
        event.splices()
                .forEach(
                        splice ->
                                out.integer(splice.position())
                                        .integer(splice.deletedLength())
                                        .text(splice.inserted()));
        return out.flag(event.whole()).toByteArray();
    }

    private static BodyEvent decode(BodyEventId id, byte[] encoded) {
        var in = new CborReader(encoded);
        in.array();
        var parents = new ArrayList<BodyEventId>();
        for (int left = in.array(); left > 0; left--) {
            parents.add(BodyEventId.of(in.bytes()));
        }
        var splices = new ArrayList<Splice>();
        for (int left = in.array(); left > 0; left -= 3) {
            int position = Math.toIntExact(in.integer());
            int deleted = Math.toIntExact(in.integer());
            splices.add(new Splice(position, deleted, in.text()));
        }
        return new BodyEvent(id, Frontier.of(parents), splices, in.flag());
    }

    @Override
    public void close() throws SQLException {
        select.close();
        insert.close();
    }
}

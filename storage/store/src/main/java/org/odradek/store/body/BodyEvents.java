package org.odradek.store.body;

import static java.util.Objects.requireNonNull;

import org.odradek.core.cbor.CborReader;
import org.odradek.core.cbor.CborWriter;
import org.odradek.core.text.BodyEvent;
import org.odradek.core.text.BodyEventId;
import org.odradek.core.text.EventGraph;
import org.odradek.core.text.Frontier;
import org.odradek.core.text.Splice;
import org.odradek.store.schema.TableRows;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The events of all bodies, as rows in the order of arrival; those of one body are one range of keys. Belongs to the thread of its
/// connection.
public final class BodyEvents {
    /// A row's key is its item's times 2^40 plus its number among all rows.
    private static final int NUMBER_BITS = 40;

    /// So many events of a body are looked through; which is all that most notes ever have.
    static final int UNPLACED_MAX = 64;

    private final TableRows rows;
    private final TableRows places;
    private long nextNumber;

    public BodyEvents(Connection connection) throws SQLException {
        this.rows = TableRows.of(connection, "body_event", "id_high", "id_low", "entry", "content");
        this.places = TableRows.of(connection, "body_event_place", "event");
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

    /// An event as a row: `key` is its place in the order of arrival, `entryKey` the least entry that brought it.
    public record Row(long key, long entryKey, BodyEvent event) {}

    void insert(long itemKey, long entryKey, BodyEvent event) throws SQLException {
        long key = firstKey(itemKey) | nextNumber++;
        if (count(itemKey) >= UNPLACED_MAX) {
            long place = event.id().low();
            while (places.find(place).isPresent()) {
                place++;
            }
            places.row(place).number(key).insert();
        }
        filled(key, entryKey, event).insert();
    }

    /// Says of an event that is there that another entry brought it.
    public void bringBy(long entryKey, Row event) throws SQLException {
        filled(event.key(), entryKey, event.event()).update();
    }

    private TableRows.Filling filled(long key, long entryKey, BodyEvent event) {
        return rows.row(key)
                .number(event.id().high())
                .number(event.id().low())
                .number(entryKey)
                .bytes(encode(event));
    }

    private long count(long itemKey) throws SQLException {
        return rows.count(firstKey(itemKey), firstKey(itemKey + 1));
    }

    /// The event of that id in an item's body.
    public Optional<Row> find(long itemKey, BodyEventId id) throws SQLException {
        long count = count(itemKey);
        int unplaced = (int) Math.min(count, UNPLACED_MAX);
        var found = rows.first(firstKey(itemKey), unplaced, row -> hasId(row, id));
        if (found.isEmpty() && count > UNPLACED_MAX) {
            found = placed(itemKey, id);
        }
        return found.map(row -> row(row, id));
    }

    /// Others whose ids begin alike stand beside.
    private Optional<TableRows.Found> placed(long itemKey, BodyEventId id) throws SQLException {
        var place = places.find(id.low());
        for (long next = id.low() + 1; place.isPresent(); next++) {
            long key = place.get().number(0);
            var row =
                    key >> NUMBER_BITS == itemKey
                            ? rows.find(key)
                            : Optional.<TableRows.Found>empty();
            if (row.isPresent() && hasId(row.get(), id)) {
                return row;
            }
            place = places.find(next);
        }
        return Optional.empty();
    }

    private static boolean hasId(TableRows.Found row, BodyEventId id) {
        return row.number(1) == id.low() && row.number(0) == id.high();
    }

    private static Row row(TableRows.Found found, BodyEventId id) {
        return new Row(found.key(), found.number(2), decode(id, requireNonNull(found.bytes(3))));
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
}

package org.odradek.store.log;

import org.odradek.core.causality.Hlc;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.GestureId;
import org.odradek.core.entry.Origin;
import org.odradek.core.item.Stamp;
import org.odradek.store.journal.Place;
import org.odradek.store.schema.TableRows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The rows of the log. One instance writes, on the writing thread; reading takes any connection.
public final class LogTable {
    /// What became of an entry.
    public enum State {
        WAITING,
        APPLIED,
        PARKED
    }

    private static final String COLUMNS =
            """
            key, place, position, seen, parked, hlc_ms, hlc_counter, wall_ms, zone, origin, gesture,
            gesture_last
            """;

    private final Devices devices;
    private final PreparedStatement insertWaiting;
    private final TableRows entries;
    private final PreparedStatement arrive;
    private final PreparedStatement updatePlace;
    private final PreparedStatement hash;
    private final PreparedStatement position;
    private final TableRows concerns;
    private final PreparedStatement insertParked;
    private final PreparedStatement merge;
    private final Set<Long> merged = new HashSet<>();

    public LogTable(Connection connection, Devices devices) throws SQLException {
        this.devices = devices;
        this.insertWaiting =
                connection.prepareStatement(
                        "INSERT INTO entry (key, place, state, hash) VALUES (?, ?, 0, ?)");
        this.entries =
                TableRows.of(
                        connection,
                        "entry",
                        "state",
                        "position",
                        "seen",
                        "parked",
                        "hlc_ms",
                        "hlc_counter",
                        "wall_ms",
                        "zone",
                        "origin",
                        "gesture",
                        "gesture_last",
                        "items",
                        "place",
                        "hash");
        this.updatePlace = connection.prepareStatement("UPDATE entry SET place = ? WHERE key = ?");
        this.arrive =
                connection.prepareStatement(
                        """
                        UPDATE entry SET state = ?, position = ?, seen = ?, parked = ?, hlc_ms = ?,
                            hlc_counter = ?, wall_ms = ?, zone = ?, origin = ?, gesture = ?,
                            gesture_last = ?, items = ? WHERE key = ?
                        """);
        this.hash = connection.prepareStatement("SELECT hash FROM entry WHERE key = ?");
        this.position = connection.prepareStatement("SELECT position FROM entry WHERE key = ?");
        this.concerns = TableRows.of(connection, "item_entry", "entry");
        this.insertParked =
                connection.prepareStatement(
                        "INSERT INTO parked (key, place, readable) VALUES (?, ?, ?)");
        this.merge = connection.prepareStatement("INSERT INTO merged (key) VALUES (?)");
        reload(connection);
    }

    /// Forgets what was not committed.
    public void reload(Connection connection) throws SQLException {
        merged.clear();
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT key FROM merged")) {
            while (found.next()) {
                merged.add(found.getLong(1));
            }
        }
    }

    /// Notes an entry that is durable and has yet to be applied.
    public void insertWaiting(long entryKey, Place place, byte[] entryHash) throws SQLException {
        insertWaiting.setLong(1, entryKey);
        insertWaiting.setLong(2, place.offset());
        insertWaiting.setBytes(3, entryHash);
        insertWaiting.executeUpdate();
    }

    /// Notes an entry that is applied or parked as it comes.
    ///
    /// @param items keys of the items that it concerns
    public void insert(long entryKey, State state, EntryRow row, byte[] entryHash, long[] items)
            throws SQLException {
        var stamp = row.stamp();
        entries.row(entryKey)
                .number(state.ordinal())
                .number(row.position())
                .bytes(devices.encode(stamp.seen()))
                .bytes(devices.encode(stamp.parked()))
                .number(stamp.hlc().wallMs())
                .number(stamp.hlc().counter())
                .number(stamp.wallMs())
                .text(row.zone())
                .number(stamp.origin().ordinal())
                .id(row.gesture().value())
                .flag(row.gestureLast())
                .bytes(EntryItems.encode(items))
                .number(row.place().offset())
                .bytes(entryHash)
                .insert();
    }

    /// Notes where an entry stands in the journal.
    public void place(long entryKey, Place place) throws SQLException {
        updatePlace.setLong(1, place.offset());
        updatePlace.setLong(2, entryKey);
        updatePlace.executeUpdate();
    }

    /// Notes that an entry which waited has arrived.
    public void arrive(long entryKey, State state, EntryRow row, long[] items) throws SQLException {
        var stamp = row.stamp();
        arrive.setInt(1, state.ordinal());
        arrive.setLong(2, row.position());
        arrive.setBytes(3, devices.encode(stamp.seen()));
        arrive.setBytes(4, devices.encode(stamp.parked()));
        arrive.setLong(5, stamp.hlc().wallMs());
        arrive.setLong(6, stamp.hlc().counter());
        arrive.setLong(7, stamp.wallMs());
        arrive.setString(8, row.zone());
        arrive.setInt(9, stamp.origin().ordinal());
        arrive.setObject(10, row.gesture().value());
        arrive.setBoolean(11, row.gestureLast());
        arrive.setBytes(12, EntryItems.encode(items));
        arrive.setLong(13, entryKey);
        arrive.executeUpdate();
    }

    /// Notes that an entry cannot be read yet, or, when it is readable, does not fit what is here.
    public void park(long entryKey, Place place, boolean readable) throws SQLException {
        insertParked.setLong(1, entryKey);
        insertParked.setLong(2, place.offset());
        insertParked.setBoolean(3, readable);
        insertParked.executeUpdate();
    }

    /// Notes that an entry concerned an item.
    public void concern(long itemKey, long atPosition, long entryKey) throws SQLException {
        concerns.row(EntryItems.key(itemKey, atPosition)).number(entryKey).insert();
    }

    /// The hash of an entry that is here, waiting ones included.
    public Optional<byte[]> hash(long entryKey) throws SQLException {
        hash.setLong(1, entryKey);
        try (var found = hash.executeQuery()) {
            return found.next() ? Optional.of(found.getBytes(1)) : Optional.empty();
        }
    }

    /// The position at which an entry was applied; 0 when it was not.
    public long position(long entryKey) throws SQLException {
        position.setLong(1, entryKey);
        try (var found = position.executeQuery()) {
            return found.next() ? found.getLong(1) : 0;
        }
    }

    /// An entry that waits.
    public record Waiting(long entryKey, Place place) {}

    /// All that wait, each log's in its order.
    public static List<Waiting> waiting(Connection connection) throws SQLException {
        var query = "SELECT key, place FROM entry WHERE position IS NULL ORDER BY key";
        try (var select = connection.prepareStatement(query);
                var found = select.executeQuery()) {
            var all = new ArrayList<Waiting>();
            while (found.next()) {
                all.add(new Waiting(found.getLong(1), new Place(found.getLong(2))));
            }
            return all;
        }
    }

    /// An entry that is parked.
    public record Parked(long entryKey, Place place, boolean readable) {}

    public static List<Parked> parked(Connection connection) throws SQLException {
        try (var select =
                        connection.prepareStatement(
                                "SELECT key, place, readable FROM parked ORDER BY key");
                var found = select.executeQuery()) {
            var all = new ArrayList<Parked>();
            while (found.next()) {
                all.add(
                        new Parked(
                                found.getLong(1),
                                new Place(found.getLong(2)),
                                found.getBoolean(3)));
            }
            return all;
        }
    }

    /// Takes back an entry that waited and turned out to belong to another history.
    public void remove(Connection connection, long entryKey) throws SQLException {
        try (var delete = connection.prepareStatement("DELETE FROM entry WHERE key = ?")) {
            delete.setLong(1, entryKey);
            delete.executeUpdate();
        }
    }

    /// Where entries of one log stand, from a seq on, in order.
    public static List<Waiting> places(
            Connection connection, long firstKey, long lastKey, int limit) throws SQLException {
        try (var select =
                connection.prepareStatement(
                        """
                        SELECT key, place FROM entry
                        WHERE key BETWEEN ? AND ? AND position IS NOT NULL ORDER BY key LIMIT ?
                        """)) {
            select.setLong(1, firstKey);
            select.setLong(2, lastKey);
            select.setInt(3, limit);
            try (var found = select.executeQuery()) {
                var all = new ArrayList<Waiting>();
                while (found.next()) {
                    all.add(new Waiting(found.getLong(1), new Place(found.getLong(2))));
                }
                return all;
            }
        }
    }

    /// An arrived entry and the keys of the items that it concerns.
    @SuppressWarnings("ArrayRecordComponent") // Lives for a moment and is never compared.
    public record Concerning(long entryKey, long[] items, long wallMs) {}

    /// What the entries of one log, from a key to another, concern.
    public static List<Concerning> concerning(Connection connection, long firstKey, long lastKey)
            throws SQLException {
        try (var select =
                connection.prepareStatement(
                        """
                        SELECT key, items, wall_ms FROM entry
                        WHERE key BETWEEN ? AND ? AND position IS NOT NULL ORDER BY key
                        """)) {
            select.setLong(1, firstKey);
            select.setLong(2, lastKey);
            try (var found = select.executeQuery()) {
                var all = new ArrayList<Concerning>();
                while (found.next()) {
                    all.add(
                            new Concerning(
                                    found.getLong(1),
                                    EntryItems.decode(found.getBytes(2)),
                                    found.getLong(3)));
                }
                return all;
            }
        }
    }

    /// One arrived entry.
    public static Optional<EntryRow> row(Connection connection, DeviceKeys keys, long entryKey)
            throws SQLException {
        try (var select =
                connection.prepareStatement(
                        "SELECT "
                                + COLUMNS
                                + " FROM entry WHERE key = ? AND position IS NOT NULL")) {
            select.setLong(1, entryKey);
            return rows(select, keys).stream().findFirst();
        }
    }

    /// Arrived entries in descending order of position, below one, of an item if its key is given (0: of all).
    public static List<EntryRow> newestFirst(
            Connection connection, DeviceKeys keys, long itemKey, long belowPosition, int limit)
            throws SQLException {
        var sql =
                itemKey == 0
                        ? "SELECT "
                                + COLUMNS
                                + " FROM entry WHERE position < ? ORDER BY position DESC LIMIT ?"
                        : """
                        SELECT e.key, e.place, e.position, e.seen, e.parked, e.hlc_ms, e.hlc_counter,
                            e.wall_ms, e.zone, e.origin, e.gesture, e.gesture_last
                        FROM item_entry i JOIN entry e ON e.key = i.entry
                        WHERE i.key >= ? AND i.key < ? ORDER BY i.key DESC LIMIT ?
                        """;
        try (var select = connection.prepareStatement(sql)) {
            int at = 1;
            if (itemKey == 0) {
                select.setLong(at++, belowPosition);
            } else {
                select.setLong(at++, EntryItems.key(itemKey, 0));
                select.setLong(at++, EntryItems.keyBelow(itemKey, belowPosition));
            }
            select.setInt(at, limit);
            return rows(select, keys);
        }
    }

    /// A gesture's entries, oldest first.
    public static List<EntryRow> ofGesture(
            Connection connection, DeviceKeys keys, GestureId gesture) throws SQLException {
        try (var select =
                connection.prepareStatement(
                        "SELECT "
                                + COLUMNS
                                + " FROM entry WHERE gesture = ? AND position IS NOT NULL ORDER BY"
                                + " position")) {
            select.setObject(1, gesture.value());
            return rows(select, keys);
        }
    }

    /// One device's arrived entries, newest first.
    public static List<EntryRow> newestOf(
            Connection connection, DeviceKeys keys, DeviceId device, int limit)
            throws SQLException {
        var key = keys.key(device);
        if (key.isEmpty()) {
            return List.of();
        }
        try (var select =
                connection.prepareStatement(
                        "SELECT "
                                + COLUMNS
                                + " FROM entry WHERE key BETWEEN ? AND ? AND position IS NOT NULL"
                                + " ORDER BY key DESC LIMIT ?")) {
            select.setLong(1, DeviceLog.entryKey(key.getAsLong(), 0));
            select.setLong(2, DeviceLog.entryKey(key.getAsLong() + 1, 0) - 1);
            select.setInt(3, limit);
            return rows(select, keys);
        }
    }

    /// Notes that an item's body was edited on two devices at once.
    public void noteMerge(long itemKey) throws SQLException {
        if (merged.add(itemKey)) {
            merge.setLong(1, itemKey);
            merge.executeUpdate();
        }
    }

    /// Whether an item's body was ever edited on two devices at once.
    public boolean isMerged(long itemKey) {
        return merged.contains(itemKey);
    }

    private static List<EntryRow> rows(PreparedStatement select, DeviceKeys keys)
            throws SQLException {
        try (var found = select.executeQuery()) {
            var all = new ArrayList<EntryRow>();
            while (found.next()) {
                all.add(row(found, keys));
            }
            return all;
        }
    }

    private static EntryRow row(ResultSet found, DeviceKeys keys) throws SQLException {
        var stamp =
                new Stamp(
                        keys.entry(found.getLong(1)),
                        keys.decodeVector(found.getBytes(4)),
                        keys.decodeEntries(found.getBytes(5)),
                        new Hlc(found.getLong(6), found.getLong(7)),
                        found.getLong(8),
                        Origin.values()[found.getInt(10)]);
        return new EntryRow(
                found.getLong(3),
                new Place(found.getLong(2)),
                stamp,
                found.getString(9),
                new GestureId(found.getObject(11, UUID.class)),
                found.getBoolean(12));
    }
}

package org.odradek.store.delivery;

import org.odradek.core.causality.VersionVector;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.store.log.DeviceKeys;
import org.odradek.store.log.DeviceLog;
import org.odradek.store.log.Devices;
import org.odradek.store.log.LogTable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/// Rows of what waits for delivery, of facts, and of what other devices have seen. Belongs to the writing thread but for the static
/// methods.
public final class DeliveryTable {
    /// H2 has to be told where to begin: with many entries waiting, as after an import, it would go through all items instead.
    private static final String ITEMS =
            """
            SELECT DISTINCT u.item, i.id
            FROM undelivered u USE INDEX (undelivered_entry) LEFT JOIN item i ON i.key = u.item
            WHERE u.entry BETWEEN ? AND ?
            """;

    private final Connection connection;
    private final Devices devices;
    private final PreparedStatement insertWaiting;
    private final PreparedStatement ofItem;
    private long nextWaiting;
    private long waiting;
    private int items;
    private long nextSeen;

    public DeliveryTable(Connection connection, Devices devices) throws SQLException {
        this.connection = connection;
        this.devices = devices;
        this.insertWaiting =
                connection.prepareStatement(
                        "INSERT INTO undelivered (key, entry, item, wall_ms) VALUES (?, ?, ?, ?)");
        this.ofItem =
                connection.prepareStatement("SELECT 1 FROM undelivered WHERE item = ? LIMIT 1");
        reload();
    }

    /// Forgets what was not committed.
    public void reload() throws SQLException {
        nextWaiting = number("SELECT COALESCE(MAX(key), 0) FROM undelivered") + 1;
        waiting = number("SELECT COUNT(*) FROM undelivered");
        items = Math.toIntExact(number("SELECT COUNT(DISTINCT item) FROM undelivered"));
        nextSeen = number("SELECT COALESCE(MAX(key), 0) FROM seen_by") + 1;
    }

    private long number(String sql) throws SQLException {
        try (var select = connection.prepareStatement(sql);
                var found = select.executeQuery()) {
            found.next();
            return found.getLong(1);
        }
    }

    /// About how many items entries wait for the server.
    public int items() {
        return items;
    }

    private boolean isAwaited(long itemKey) throws SQLException {
        ofItem.setLong(1, itemKey);
        try (var found = ofItem.executeQuery()) {
            return found.next();
        }
    }

    /// Notes that an entry about an item has yet to reach the server, unless it is known to be there.
    public void await(DeviceLog device, long seq, long itemKey, long wallMs) throws SQLException {
        if (seq > device.delivered()) {
            insert(device.entryKey(seq), itemKey, wallMs);
        }
    }

    private void insert(long entryKey, long itemKey, long wallMs) throws SQLException {
        if (!isAwaited(itemKey)) {
            items++;
        }
        insertWaiting.setLong(1, nextWaiting++);
        insertWaiting.setLong(2, entryKey);
        insertWaiting.setLong(3, itemKey);
        insertWaiting.setLong(4, wallMs);
        insertWaiting.executeUpdate();
        waiting++;
    }

    /// Sets how far the server keeps each log; less than before where it lost some. Answers the items whose rows change.
    public Set<UUID> deliver(VersionVector atServer) throws SQLException {
        var changed = new LinkedHashSet<UUID>();
        atServer.seqByDevice().keySet().forEach(devices::of);
        for (var device : devices.all().toArray(DeviceLog[]::new)) {
            long seq = atServer.seq(device.id());
            if (seq > device.delivered()) {
                remove(device, seq, changed);
            } else if (seq < device.delivered()) {
                restore(device, seq, changed);
            }
            if (seq != device.delivered()) {
                device.deliver(seq);
                devices.touch(device);
            }
        }
        return changed;
    }

    private void remove(DeviceLog device, long seq, Set<UUID> changed) throws SQLException {
        if (waiting == 0) {
            return;
        }
        try (var select = connection.prepareStatement(ITEMS);
                var delete =
                        connection.prepareStatement(
                                "DELETE FROM undelivered WHERE entry BETWEEN ? AND ?")) {
            long first = device.entryKey(device.delivered() + 1);
            var keys = collect(select, first, device.entryKey(seq), changed);
            delete.setLong(1, first);
            delete.setLong(2, device.entryKey(seq));
            waiting -= delete.executeUpdate();
            if (waiting == 0) {
                items = 0;
                return;
            }
            for (long key : keys) {
                if (!isAwaited(key)) {
                    items--;
                }
            }
        }
    }

    private void restore(DeviceLog device, long seq, Set<UUID> changed) throws SQLException {
        long first = device.entryKey(seq + 1);
        long last = device.entryKey(device.delivered());
        for (var entry : LogTable.concerning(connection, first, last)) {
            for (long item : entry.items()) {
                insert(entry.entryKey(), item, entry.wallMs());
            }
        }
        try (var select = connection.prepareStatement(ITEMS)) {
            collect(select, first, last, changed);
        }
    }

    /// The keys of items about which such entries wait; their ids are added to what has changed.
    private static List<Long> collect(
            PreparedStatement select, long first, long last, Set<UUID> changed)
            throws SQLException {
        select.setLong(1, first);
        select.setLong(2, last);
        var keys = new ArrayList<Long>();
        try (var found = select.executeQuery()) {
            while (found.next()) {
                keys.add(found.getLong(1));
                var id = found.getObject(2, UUID.class);
                if (id != null) {
                    changed.add(id);
                }
            }
        }
        return keys;
    }

    public void put(String name, byte[] content) throws SQLException {
        try (var merge =
                connection.prepareStatement("MERGE INTO fact (name, content) VALUES (?, ?)")) {
            merge.setString(1, name);
            merge.setBytes(2, content);
            merge.executeUpdate();
        }
    }

    public void remove(String name) throws SQLException {
        try (var delete = connection.prepareStatement("DELETE FROM fact WHERE name = ?")) {
            delete.setString(1, name);
            delete.executeUpdate();
        }
    }

    public Map<String, byte[]> facts() throws SQLException {
        try (var select = connection.prepareStatement("SELECT name, content FROM fact");
                var found = select.executeQuery()) {
            var all = new HashMap<String, byte[]>();
            while (found.next()) {
                all.put(found.getString(1), found.getBytes(2));
            }
            return all;
        }
    }

    /// Notes what another device has, as far as that is news.
    public void seen(DeviceId reader, VersionVector received, long atMs) throws SQLException {
        long readerKey = devices.of(reader).key();
        try (var known =
                        connection.prepareStatement(
                                "SELECT MAX(seq) FROM seen_by WHERE reader = ? AND author = ?");
                var insert =
                        connection.prepareStatement(
                                """
                                INSERT INTO seen_by (key, reader, author, seq, at_ms)
                                VALUES (?, ?, ?, ?, ?)
                                """)) {
            for (var author : received.seqByDevice().entrySet()) {
                long authorKey = devices.of(author.getKey()).key();
                known.setLong(1, readerKey);
                known.setLong(2, authorKey);
                long before;
                try (var found = known.executeQuery()) {
                    found.next();
                    before = found.getLong(1);
                }
                if (author.getValue() > before) {
                    insert.setLong(1, nextSeen++);
                    insert.setLong(2, readerKey);
                    insert.setLong(3, authorKey);
                    insert.setLong(4, author.getValue());
                    insert.setLong(5, atMs);
                    insert.executeUpdate();
                }
            }
        }
    }

    /// When this device heard that another one has an entry; empty when it has not.
    public static OptionalLong seenAtMs(
            Connection connection, DeviceKeys keys, long readerKey, DeviceId author, long seq)
            throws SQLException {
        var authorKey = keys.key(author);
        if (authorKey.isEmpty()) {
            return OptionalLong.empty();
        }
        try (var select =
                connection.prepareStatement(
                        """
                        SELECT at_ms FROM seen_by WHERE reader = ? AND author = ? AND seq >= ?
                        ORDER BY seq LIMIT 1
                        """)) {
            select.setLong(1, readerKey);
            select.setLong(2, authorKey.getAsLong());
            select.setLong(3, seq);
            try (var found = select.executeQuery()) {
                return found.next() ? OptionalLong.of(found.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    /// Whether the server keeps an entry.
    public static boolean isDelivered(Connection connection, DeviceKeys keys, EntryId entry)
            throws SQLException {
        var key = keys.key(entry.device());
        if (key.isEmpty()) {
            return false;
        }
        try (var select =
                connection.prepareStatement("SELECT delivered FROM device WHERE key = ?")) {
            select.setLong(1, key.getAsLong());
            try (var found = select.executeQuery()) {
                return found.next() && found.getLong(1) >= entry.seq();
            }
        }
    }

    /// Keys of devices that have ever said what they have.
    public static Set<Long> readers(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("SELECT DISTINCT reader FROM seen_by");
                var found = select.executeQuery()) {
            var all = new LinkedHashSet<Long>();
            while (found.next()) {
                all.add(found.getLong(1));
            }
            return all;
        }
    }
}

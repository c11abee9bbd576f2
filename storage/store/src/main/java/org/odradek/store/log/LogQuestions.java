package org.odradek.store.log;

import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.GestureId;
import org.odradek.core.entry.ItemId;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Questions about the whole log. They take any connection.
public final class LogQuestions {
    private LogQuestions() {}

    /// How many arrived entries are beyond what was counted elsewhere.
    public static long missing(Connection connection, Map<DeviceId, Long> counted)
            throws SQLException {
        try (var select = connection.prepareStatement("SELECT id, arrived FROM device");
                var found = select.executeQuery()) {
            long missing = 0;
            while (found.next()) {
                var device = new DeviceId(found.getObject(1, UUID.class));
                missing += Math.max(0, found.getLong(2) - counted.getOrDefault(device, 0L));
            }
            return missing;
        }
    }

    /// How many entries are here from one key to another, waiting ones included.
    public static long count(Connection connection, long firstKey, long lastKey)
            throws SQLException {
        try (var select =
                connection.prepareStatement(
                        "SELECT COUNT(*) FROM entry WHERE key BETWEEN ? AND ?")) {
            select.setLong(1, firstKey);
            select.setLong(2, lastKey);
            try (var found = select.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        }
    }

    /// The hash of an entry that is here, waiting ones included; empty for one that is not.
    public static Optional<byte[]> hash(Connection connection, long entryKey) throws SQLException {
        try (var select = connection.prepareStatement("SELECT hash FROM entry WHERE key = ?")) {
            select.setLong(1, entryKey);
            try (var found = select.executeQuery()) {
                return found.next() ? Optional.of(found.getBytes(1)) : Optional.empty();
            }
        }
    }

    /// How many entries wait right behind an entry of the same log, up to the first gap.
    public static int waitingBehind(Connection connection, long entryKey) throws SQLException {
        try (var select =
                connection.prepareStatement(
                        """
                        SELECT key FROM entry
                        WHERE key BETWEEN ? AND ? AND position IS NULL ORDER BY key
                        """)) {
            select.setLong(1, entryKey + 1);
            select.setLong(2, entryKey | DeviceLog.SEQ_MAX);
            int waiting = 0;
            try (var found = select.executeQuery()) {
                while (found.next() && found.getLong(1) == entryKey + waiting + 1) {
                    waiting++;
                }
            }
            return waiting;
        }
    }

    /// Items that entries applied after a position concern, and those whose rows changed along; all that are listed for 0.
    public static List<ItemId> itemsAfter(Connection connection, long position)
            throws SQLException {
        var items = new LinkedHashSet<ItemId>();
        if (position == 0) {
            try (var listed =
                    connection.prepareStatement("SELECT id FROM item WHERE key > ? AND listed")) {
                add(items, listed, 0);
            }
            return List.copyOf(items);
        }
        try (var along =
                connection.prepareStatement(
                        """
                        SELECT i.id FROM changed_along c JOIN item i ON i.key = c.key
                        WHERE c.position > ?
                        """)) {
            add(items, along, position);
        }
        var keys = new LinkedHashSet<Long>();
        try (var select =
                connection.prepareStatement("SELECT items FROM entry WHERE position > ?")) {
            select.setLong(1, position);
            try (var found = select.executeQuery()) {
                while (found.next()) {
                    for (long key : EntryItems.decode(found.getBytes(1))) {
                        keys.add(key);
                    }
                }
            }
        }
        try (var byKey = connection.prepareStatement("SELECT id FROM item WHERE key = ?")) {
            for (long key : keys) {
                add(items, byKey, key);
            }
        }
        return List.copyOf(items);
    }

    private static void add(Set<ItemId> items, PreparedStatement select, long parameter)
            throws SQLException {
        select.setLong(1, parameter);
        try (var found = select.executeQuery()) {
            while (found.next()) {
                items.add(new ItemId(found.getObject(1, UUID.class)));
            }
        }
    }

    /// Whether an entry of this gesture has arrived.
    public static boolean holds(Connection connection, GestureId gesture) throws SQLException {
        try (var select =
                connection.prepareStatement(
                        "SELECT 1 FROM entry WHERE gesture = ? AND position IS NOT NULL LIMIT 1")) {
            select.setObject(1, gesture.value());
            try (var found = select.executeQuery()) {
                return found.next();
            }
        }
    }

    /// Items whose body was ever edited on two devices at once.
    public static List<ItemId> itemsMerged(Connection connection) throws SQLException {
        try (var select =
                        connection.prepareStatement(
                                "SELECT i.id FROM merged m JOIN item i ON i.key = m.key");
                var found = select.executeQuery()) {
            var all = new ArrayList<ItemId>();
            while (found.next()) {
                all.add(new ItemId(found.getObject(1, UUID.class)));
            }
            return all;
        }
    }
}

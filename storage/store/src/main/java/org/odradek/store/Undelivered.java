package org.odradek.store;

import org.odradek.store.journal.Place;
import org.odradek.store.log.DeviceKeys;
import org.odradek.store.log.LogTable;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Finds what the server does not keep yet.
final class Undelivered {
    private Undelivered() {}

    /// Arrived entries above what is delivered of their log, at most so many of each, in the order in which they were applied, which is
    /// causal.
    static List<LogTable.Waiting> places(Connection connection, DeviceKeys keys, int ofEachMax)
            throws SQLException {
        record Found(LogTable.Waiting entry, long position) {}
        var found = new ArrayList<Found>();
        try (var select =
                connection.prepareStatement(
                        """
                        SELECT e.key, e.place, e.position
                        FROM device d
                        JOIN entry e ON e.key BETWEEN d.key * 1099511627776 + d.delivered + 1
                            AND d.key * 1099511627776 + d.arrived
                        WHERE d.arrived > d.delivered AND d.key = ? ORDER BY e.key LIMIT ?
                        """)) {
            for (long key : keys.all()) {
                select.setLong(1, key);
                select.setInt(2, ofEachMax);
                try (var rows = select.executeQuery()) {
                    while (rows.next()) {
                        var place = new Place(rows.getLong(2));
                        found.add(
                                new Found(
                                        new LogTable.Waiting(rows.getLong(1), place),
                                        rows.getLong(3)));
                    }
                }
            }
        }
        found.sort(Comparator.comparingLong(Found::position));
        return found.stream().map(Found::entry).toList();
    }

    /// How many entries wait for the server, about how many items, and since when.
    private record Waiting(long entries, int items, long sinceMs) {}

    private static Waiting waiting(Connection connection) throws SQLException {
        try (var select =
                        connection.prepareStatement(
                                """
                                SELECT (SELECT COALESCE(SUM(GREATEST(arrived - delivered, 0)), 0)
                                        FROM device),
                                    COUNT(DISTINCT item), COALESCE(MIN(wall_ms), 0)
                                FROM undelivered
                                """);
                var found = select.executeQuery()) {
            found.next();
            return new Waiting(found.getLong(1), found.getInt(2), found.getLong(3));
        }
    }

    static Store.Standing standing(Connection connection) throws SQLException {
        var undelivered = waiting(connection);
        return new Store.Standing(
                LogTable.waiting(connection).size(),
                LogTable.parked(connection).size(),
                undelivered.entries(),
                undelivered.items(),
                undelivered.sinceMs());
    }
}

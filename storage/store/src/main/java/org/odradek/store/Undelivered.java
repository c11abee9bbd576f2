package org.odradek.store;

import org.odradek.store.journal.Place;
import org.odradek.store.log.LogTable;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Finds what the server does not keep yet.
final class Undelivered {
    private Undelivered() {}

    /// Keys of the first and the last arrived entry above what is delivered of a log.
    private record Span(long first, long last) {}

    private static List<Span> spans(Connection connection) throws SQLException {
        try (var select =
                        connection.prepareStatement(
                                """
                                SELECT key * 1099511627776 + delivered + 1,
                                    key * 1099511627776 + arrived
                                FROM device WHERE arrived > delivered
                                """);
                var found = select.executeQuery()) {
            var spans = new ArrayList<Span>();
            while (found.next()) {
                spans.add(new Span(found.getLong(1), found.getLong(2)));
            }
            return spans;
        }
    }

    /// Arrived entries above what is delivered of their log, at most so many of each, in the order in which they were applied, which is
    /// causal. Each log is asked for alone: joined with the devices, all of its entries would be gone through for the first ones.
    static List<LogTable.Waiting> places(Connection connection, int ofEachMax) throws SQLException {
        record Found(LogTable.Waiting entry, long position) {}
        var found = new ArrayList<Found>();
        try (var select =
                connection.prepareStatement(
                        """
                        SELECT key, place, position FROM entry
                        WHERE key BETWEEN ? AND ? ORDER BY key LIMIT ?
                        """)) {
            for (var span : spans(connection)) {
                select.setLong(1, span.first());
                select.setLong(2, span.last());
                select.setInt(3, ofEachMax);
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

    /// When the oldest of such entries was made; 0 when there is none. Each log's oldest is its first, unless a clock was set back
    /// meanwhile.
    private static long sinceMs(Connection connection, List<Span> spans) throws SQLException {
        long sinceMs = 0;
        try (var first =
                connection.prepareStatement(
                        """
                        SELECT wall_ms FROM undelivered
                        WHERE entry BETWEEN ? AND ? ORDER BY entry LIMIT 1
                        """)) {
            for (var span : spans) {
                first.setLong(1, span.first());
                first.setLong(2, span.last());
                try (var found = first.executeQuery()) {
                    if (found.next() && (sinceMs == 0 || found.getLong(1) < sinceMs)) {
                        sinceMs = found.getLong(1);
                    }
                }
            }
        }
        return sinceMs;
    }

    /// @param items about which entries wait for the server
    static Store.Standing standing(Connection connection, int items) throws SQLException {
        var spans = spans(connection);
        return new Store.Standing(
                LogTable.waiting(connection).size(),
                LogTable.parked(connection).size(),
                spans.stream().mapToLong(span -> span.last() - span.first() + 1).sum(),
                items,
                sinceMs(connection, spans));
    }
}

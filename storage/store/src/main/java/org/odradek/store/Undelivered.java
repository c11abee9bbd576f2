package org.odradek.store;

import org.odradek.store.journal.Place;
import org.odradek.store.log.LogQuestions;
import org.odradek.store.log.LogTable;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Finds what the server does not keep yet.
final class Undelivered {
    private Undelivered() {}

    /// Keys of the first and the last entry above what is delivered of a log.
    private record Span(long first, long last) {}

    /// Each log is looked at behind what arrived by the primary key: nearly always nothing waits there.
    ///
    /// @param andWaiting whether entries that wait right behind what arrived count, too
    private static List<Span> spans(Connection connection, boolean andWaiting) throws SQLException {
        try (var select =
                        connection.prepareStatement(
                                """
                                SELECT key * 1099511627776 + delivered + 1,
                                    key * 1099511627776 + arrived,
                                    EXISTS (SELECT 1 FROM entry
                                        WHERE entry.key = device.key * 1099511627776 + arrived + 1)
                                FROM device
                                """);
                var found = select.executeQuery()) {
            var spans = new ArrayList<Span>();
            while (found.next()) {
                long first = found.getLong(1);
                long last = found.getLong(2);
                if (andWaiting && found.getBoolean(3)) {
                    last += LogQuestions.waitingBehind(connection, last);
                }
                if (first <= last) {
                    spans.add(new Span(first, last));
                }
            }
            return spans;
        }
    }

    /// Arrived entries above what is delivered of their log, at most so many of each, in the order in which they were applied, which is
    /// causal; then those that wait right behind them, since a server can keep them all the same. Each log is asked for alone: joined with
    /// the devices, all of its entries would be gone through for the first ones.
    static List<LogTable.Waiting> places(Connection connection, int ofEachMax) throws SQLException {
        record Found(LogTable.Waiting entry, long position) {}
        var found = new ArrayList<Found>();
        try (var select =
                connection.prepareStatement(
                        """
                        SELECT key, place, COALESCE(position, 9223372036854775807) FROM entry
                        WHERE key BETWEEN ? AND ? ORDER BY key LIMIT ?
                        """)) {
            for (var span : spans(connection, true)) {
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
        var spans = spans(connection, false);
        return new Store.Standing(
                LogTable.waiting(connection).size(),
                LogTable.parked(connection).size(),
                spans.stream().mapToLong(span -> span.last() - span.first() + 1).sum(),
                items,
                sinceMs(connection, spans));
    }
}

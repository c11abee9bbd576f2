package org.odradek.sync.server.downgrade;

import org.odradek.sync.protocol.connection.Connection;
import org.odradek.sync.protocol.connection.ConnectionState;
import org.odradek.sync.server.limit.Limits;

import java.time.Duration;
import java.util.List;

/// What no policy decides: which connections may lose their channel at all. Pure.
///
/// Nothing is lost by a downgrade. A device at a cursor lacks what comes after it; with the newest clone, whose cut is not before that
/// cursor, it has everything up to the cut, and the log after the cut is whole, since trimming never passes a clone's cut that is the
/// last to allow it. So the clone need not be one that allows trimming yet: as long as it does not, the log before its cut stays too.
public final class DowngradeRules {
    /// A device that was here within this time keeps its channel.
    public static final Duration REST = Duration.ofHours(24);

    /// No clone is there: nobody is covered, not even who has nothing yet.
    public static final long UNCOVERED = -1;

    private DowngradeRules() {}

    /// ACTIVE connections that may be downgraded now; empty when only one is left.
    ///
    /// @param connections all of the account's
    /// @param coveredTo   the cut's position of the newest clone that is whole, [#UNCOVERED] without one
    public static List<Connection> candidates(
            List<Connection> connections, long coveredTo, long nowMs) {
        return rested(connections, nowMs).stream()
                .filter(one -> one.acknowledged() <= coveredTo)
                .toList();
    }

    /// Whether some connection is to go for a limit and only lacks a clone that covers it.
    public static boolean isUncovered(
            List<Connection> connections, long coveredTo, Limits limits, long nowMs) {
        var rested = rested(connections, nowMs);
        var candidates = candidates(connections, coveredTo, nowMs);
        return Excess.of(connections, limits, nowMs).stream()
                .map(Excess::among)
                .anyMatch(
                        among ->
                                among.stream().anyMatch(rested::contains)
                                        && among.stream().noneMatch(candidates::contains));
    }

    /// Those that may be downgraded once a clone covers them.
    private static List<Connection> rested(List<Connection> connections, long nowMs) {
        var active =
                connections.stream().filter(one -> one.state() == ConnectionState.ACTIVE).toList();
        return active.size() <= 1
                ? List.of()
                : active.stream().filter(one -> isAway(one, nowMs)).toList();
    }

    private static boolean isAway(Connection one, long nowMs) {
        return nowMs - lastSeenMs(one) >= REST.toMillis();
    }

    /// Whether nobody with a channel is there who could make the clone that a place is freed by: each may be lost for good.
    public static boolean areAllAway(List<Connection> connections, long nowMs) {
        return connections.stream()
                .filter(one -> one.state() == ConnectionState.ACTIVE)
                .allMatch(one -> isAway(one, nowMs));
    }

    /// A device that was enrolled or activated and has not come since counts as seen then.
    public static long lastSeenMs(Connection one) {
        return Math.max(one.lastSeenMs(), one.sinceMs());
    }
}

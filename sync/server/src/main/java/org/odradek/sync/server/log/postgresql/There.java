package org.odradek.sync.server.log.postgresql;

import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.server.log.IncomingEntry;
import org.odradek.sync.server.log.table.AppendPlan;
import org.odradek.sync.server.log.table.DeviceTip;
import org.odradek.sync.server.log.table.EntryRun;
import org.odradek.sync.server.log.table.Keys;
import org.odradek.sync.server.log.table.Sql;
import org.odradek.sync.server.log.table.Standing;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What is there already of the entries and heads of one append, looked up at once.
///
/// @param entries by place
/// @param heads   their places
record There(Standing standing, Map<Long, AppendPlan.Known> entries, Set<Long> heads)
        implements AppendPlan.Past {
    /// For an append all of whose entries are new.
    static There nothingOf(Standing standing) {
        return new There(standing, Map.of(), Set.of());
    }

    static There of(Sql sql, Standing standing, List<IncomingEntry> entries, List<SignedHead> heads)
            throws SQLException {
        var places =
                Stream.concat(
                                entries.stream().map(IncomingEntry::id),
                                heads.stream().map(SignedHead::entry))
                        .filter(entry -> isThere(standing, entry))
                        .mapToLong(entry -> place(standing, entry))
                        .distinct()
                        .toArray();
        var known = new HashMap<Long, AppendPlan.Known>();
        var knownHeads = new HashSet<Long>();
        if (places.length > 0) {
            sql.list(
                            """
                            SELECT DISTINCT run.place, run.position, run.hash
                            FROM unnest(?::bigint[]) AS wanted (place)
                            JOIN entry AS run
                              ON run.place = (SELECT MIN(entry.place) FROM entry WHERE entry.place >= wanted.place)
                            """,
                            EntryRun::read,
                            places)
                    .forEach(run -> run.putInto(known));
            knownHeads.addAll(
                    sql.list(
                            "SELECT place FROM head WHERE place = ANY (?)",
                            row -> row.getLong(1),
                            places));
        }
        return new There(standing, known, knownHeads);
    }

    private static boolean isThere(Standing standing, EntryId entry) {
        var device = standing.devices().get(entry.device());
        return device != null && entry.seq() <= device.seq();
    }

    private static long place(Standing standing, EntryId entry) {
        return Keys.place(standing.device(entry.device()).no(), entry.seq());
    }

    @Override
    public DeviceTip device(DeviceId device) {
        return standing.device(device);
    }

    @Override
    public Optional<AppendPlan.Known> entry(long place) {
        return Optional.ofNullable(entries.get(place));
    }

    @Override
    public boolean holdsHead(long place) {
        return heads.contains(place);
    }
}

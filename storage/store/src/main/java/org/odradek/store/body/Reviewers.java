package org.odradek.store.body;

import org.odradek.core.entry.Origin;
import org.odradek.core.text.BodyEventId;
import org.odradek.core.text.Frontier;
import org.odradek.core.text.LineReview;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reviews a body from its rows. Typing and deciding show that a person saw the line they are in; imports and housekeeping do not.
public final class Reviewers {
    private Reviewers() {}

    /// What of a body's text needs a look, and what was merged without.
    public static LineReview.Review review(
            Connection connection,
            long itemKey,
            List<BodyEvents.Row> events,
            Frontier current,
            Collection<Frontier> reviewed)
            throws SQLException {
        var people = byPeople(connection, itemKey);
        return LineReview.of(BodyEvents.graph(events), current, reviewed, people::contains);
    }

    /// The events of a body that people wrote.
    private static Set<BodyEventId> byPeople(Connection connection, long itemKey)
            throws SQLException {
        try (var select =
                connection.prepareStatement(
                        """
                        SELECT b.id_high, b.id_low, e.origin
                        FROM body_event b JOIN entry e ON e.key = b.entry WHERE b.item = ?
                        """)) {
            select.setLong(1, itemKey);
            try (var found = select.executeQuery()) {
                var events = new HashSet<BodyEventId>();
                while (found.next()) {
                    if (counts(Origin.values()[found.getInt(3)])) {
                        events.add(new BodyEventId(found.getLong(1), found.getLong(2)));
                    }
                }
                return events;
            }
        }
    }

    private static boolean counts(Origin origin) {
        return switch (origin) {
            case USER, RESOLVE, UNDO -> true;
            case IMPORT, HOUSEKEEPING -> false;
        };
    }
}

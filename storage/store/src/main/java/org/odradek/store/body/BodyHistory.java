package org.odradek.store.body;

import org.odradek.core.entry.Origin;
import org.odradek.core.item.ItemState;
import org.odradek.core.text.BodyEventId;
import org.odradek.core.text.EventGraph;
import org.odradek.core.text.Frontier;
import org.odradek.core.text.LineReview;
import org.odradek.core.text.ReviewPlace;
import org.odradek.store.log.DeviceKeys;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The history of one body, read from its rows, for a review. Typing and deciding show that a person saw the line they are in; imports and
/// housekeeping do not.
///
/// @param events oldest first
/// @param people the events whose authors saw the lines that they are in
public record BodyHistory(
        List<BodyEvents.Row> events, EventGraph graph, Set<BodyEventId> people, ItemState state) {
    public static BodyHistory read(
            Connection connection, DeviceKeys keys, long itemKey, ItemState state)
            throws SQLException {
        var events = BodyEvents.all(connection, itemKey);
        var people = people(connection, keys, itemKey, events, state);
        return new BodyHistory(events, BodyEvents.graph(events), people, state);
    }

    /// What of the text needs a look, and what was merged without.
    public LineReview.Review review() {
        return LineReview.of(
                graph, Frontier.of(state.body()), state.reviewed().versions(), people::contains);
    }

    /// What of the text needs a look.
    public List<ReviewPlace> open() {
        return LineReview.open(
                graph, Frontier.of(state.body()), state.reviewed().versions(), people::contains);
    }

    private static Set<BodyEventId> people(
            Connection connection,
            DeviceKeys keys,
            long itemKey,
            List<BodyEvents.Row> events,
            ItemState state)
            throws SQLException {
        var people = byPeople(connection, itemKey);
        // Whoever takes a decision back has not looked at the lines that this puts back.
        for (var event : events) {
            if (state.reviewed().takenBack().contains(keys.entry(event.entryKey()))) {
                people.remove(event.event().id());
            }
        }
        return people;
    }

    /// The events of a body that people wrote.
    private static Set<BodyEventId> byPeople(Connection connection, long itemKey)
            throws SQLException {
        try (var select =
                connection.prepareStatement(
                        """
                        SELECT b.id_high, b.id_low, e.origin
                        FROM body_event b JOIN entry e ON e.key = b.entry
                        WHERE b.key >= ? AND b.key < ?
                        """)) {
            select.setLong(1, BodyEvents.firstKey(itemKey));
            select.setLong(2, BodyEvents.firstKey(itemKey + 1));
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

    /// Whether whoever made an entry for this reason saw the lines that it is in.
    public static boolean counts(Origin origin) {
        return switch (origin) {
            case USER, UNDO -> true;
            // What a decision writes is no look by itself: the review beside it is.
            case RESOLVE, IMPORT, HOUSEKEEPING -> false;
        };
    }
}

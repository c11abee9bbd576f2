package org.odradek.store.view;

import org.odradek.core.conflict.ConflictKind;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.core.item.ItemState;
import org.odradek.core.text.BodyEventId;
import org.odradek.core.text.EventGraph;
import org.odradek.core.text.Frontier;
import org.odradek.core.text.LineVersion;
import org.odradek.core.text.ReviewPlace;
import org.odradek.core.text.TextMerge;
import org.odradek.store.body.BodyEvents;
import org.odradek.store.body.BodyHistory;
import org.odradek.store.log.DeviceKeys;
import org.odradek.store.log.EntryRow;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/// Puts the conflict of a text into words: the lines that two devices touched, and each device's whole text. Thread-safe.
final class TextConflictReader {
    /// Of one device's events: an event may have come with another device's entry before.
    private static final Comparator<BodyEvents.Row> BY_ENTRY =
            Comparator.comparingLong(BodyEvents.Row::entryKey)
                    .thenComparingLong(BodyEvents.Row::key);

    private final DeviceNames names;

    TextConflictReader(DeviceNames names) {
        this.names = names;
    }

    Optional<ConflictRow> of(
            Connection connection, Published moment, ItemRecord record, ItemState state)
            throws SQLException {
        var history = BodyHistory.read(connection, moment.devices(), record.key(), state);
        var places = history.open();
        if (places.isEmpty()) {
            return Optional.empty();
        }
        var rows = new HashMap<BodyEventId, BodyEvents.Row>();
        history.events().forEach(row -> rows.put(row.event().id(), row));
        var graph = history.graph();
        var sides = newestOfEachDevice(moment.devices(), places, rows);
        var versions = new ArrayList<ConflictRow.Version>();
        for (var side : sides.entrySet()) {
            versions.add(version(connection, moment, versions.size() + 1, side, graph));
        }
        return Optional.of(
                new ConflictRow(
                        OpenConflicts.textId(state, places),
                        record.id(),
                        record.title(),
                        OpenConflicts.BODY,
                        ConflictKind.TEXT,
                        TextMerge.textAt(graph, common(graph, sides.values())),
                        versions,
                        places(moment.devices(), places, rows),
                        0,
                        List.of(),
                        null));
    }

    /// Each device's newest event among those that met, by entry.
    private static Map<EntryId, BodyEventId> newestOfEachDevice(
            DeviceKeys keys, List<ReviewPlace> places, Map<BodyEventId, BodyEvents.Row> rows) {
        var newest = new TreeMap<DeviceId, BodyEvents.Row>();
        for (var place : places) {
            for (var side : place.versions()) {
                var row = rows.get(side.event());
                if (row != null) {
                    newest.merge(
                            keys.entry(row.entryKey()).device(),
                            row,
                            BinaryOperator.maxBy(BY_ENTRY));
                }
            }
        }
        var byEntry = new TreeMap<EntryId, BodyEventId>();
        newest.values().forEach(row -> byEntry.put(keys.entry(row.entryKey()), row.event().id()));
        return byEntry;
    }

    private ConflictRow.Version version(
            Connection connection,
            Published moment,
            int number,
            Map.Entry<EntryId, BodyEventId> side,
            EventGraph graph)
            throws SQLException {
        var entry = side.getKey();
        var row = ConflictReader.row(connection, moment, entry);
        return new ConflictRow.Version(
                number,
                entry,
                entry.device(),
                names.of(entry.device()),
                entry.device().equals(names.own()),
                row.map(found -> found.stamp().wallMs()).orElse(0L),
                row.map(EntryRow::zone).orElse(""),
                TextMerge.textAt(graph, Frontier.of(side.getValue())),
                false);
    }

    /// The newest version that lies in the past of all these events.
    private static Frontier common(EventGraph graph, Collection<BodyEventId> events) {
        Set<BodyEventId> common = null;
        for (var event : events) {
            var past = past(graph, event);
            if (common == null) {
                common = past;
            } else {
                common.retainAll(past);
            }
        }
        var newest = new HashSet<>(common == null ? Set.<BodyEventId>of() : common);
        for (var event : List.copyOf(newest)) {
            newest.removeAll(graph.event(event).parents().ids());
        }
        return Frontier.of(newest);
    }

    private static Set<BodyEventId> past(EventGraph graph, BodyEventId event) {
        var past = new HashSet<BodyEventId>();
        var open = new ArrayDeque<BodyEventId>();
        open.add(event);
        while (!open.isEmpty()) {
            var next = open.remove();
            if (past.add(next)) {
                open.addAll(graph.event(next).parents().ids());
            }
        }
        return past;
    }

    private List<ConflictRow.Place> places(
            DeviceKeys keys, List<ReviewPlace> places, Map<BodyEventId, BodyEvents.Row> rows) {
        var all = new ArrayList<ConflictRow.Place>();
        for (var place : places) {
            var sides = new ArrayList<ConflictRow.Side>();
            for (LineVersion side : place.versions()) {
                var row = rows.get(side.event());
                if (row != null) {
                    var entry = keys.entry(row.entryKey());
                    sides.add(
                            new ConflictRow.Side(
                                    entry, entry.device(), names.of(entry.device()), side.line()));
                }
            }
            all.add(
                    new ConflictRow.Place(
                            place.base(), place.merged(), place.start(), place.end(), sides));
        }
        return all;
    }
}

package org.odradek.store.history;

import org.odradek.core.action.Action;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.ItemId;
import org.odradek.core.item.ItemState;
import org.odradek.core.item.Shown;
import org.odradek.core.text.AutomaticMerge;
import org.odradek.core.text.BodyEventId;
import org.odradek.store.body.BodyHistory;
import org.odradek.store.log.EntryRow;
import org.odradek.store.log.LogQuestions;
import org.odradek.store.log.LogTable;
import org.odradek.store.log.PastEntries;
import org.odradek.store.view.DeviceNames;
import org.odradek.store.view.Published;
import org.odradek.store.view.StateReader;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Lists what was merged without a question, by reviewing the bodies that were ever edited on two devices at once.
final class Merges {
    private final DeviceNames names;
    private final PastEntries past;

    Merges(DeviceNames names, PastEntries past) {
        this.names = names;
        this.past = past;
    }

    /// A merge, and the events that the newest of its entries' device had part in.
    record Found(History.Merged merged, ItemState state, Set<BodyEventId> newestSide) {}

    List<Found> newest(Connection connection, Published moment, int limit) throws SQLException {
        var all = new ArrayList<Found>();
        for (var item : LogQuestions.itemsMerged(connection)) {
            all.addAll(of(connection, moment, item));
        }
        all.sort(
                Comparator.comparingLong((Found found) -> found.merged().atMs())
                        .reversed()
                        .thenComparing(found -> found.merged().entry()));
        return all.stream().limit(limit).toList();
    }

    private List<Found> of(Connection connection, Published moment, ItemId item)
            throws SQLException {
        var state = StateReader.state(connection, item);
        var key = StateReader.key(connection, item);
        if (key.isEmpty() || Shown.of(state).purged()) {
            return List.of();
        }
        var history = BodyHistory.read(connection, moment.devices(), key.getAsLong(), state);
        var entries = new HashMap<BodyEventId, EntryRow>();
        for (var row : history.events()) {
            LogTable.row(connection, moment.devices(), row.entryKey())
                    .ifPresent(entry -> entries.put(row.event().id(), entry));
        }
        var found = new ArrayList<Found>();
        for (var merge : history.review().merged()) {
            found(item, state, merge, entries).ifPresent(found::add);
        }
        return found;
    }

    private Optional<Found> found(
            ItemId item,
            ItemState state,
            AutomaticMerge merge,
            Map<BodyEventId, EntryRow> entries) {
        var newest =
                merge.events().stream()
                        .map(entries::get)
                        .filter(Objects::nonNull)
                        .max(
                                Comparator.comparing((EntryRow row) -> row.stamp().hlc())
                                        .thenComparing(row -> row.stamp().entry()));
        if (newest.isEmpty() || merge.lines().isEmpty()) {
            return Optional.empty();
        }
        var entry = newest.get().stamp().entry();
        var side = new HashSet<BodyEventId>();
        var devices = new TreeSet<String>();
        for (var event : merge.events()) {
            var row = entries.get(event);
            if (row != null) {
                devices.add(names.of(row.stamp().entry().device()));
                if (row.stamp().entry().device().equals(entry.device())) {
                    side.add(event);
                }
            }
        }
        var places = new ArrayList<History.MergedPlace>();
        for (var line : merge.lines()) {
            places.add(
                    new History.MergedPlace(
                            line.base(),
                            line.merged(),
                            line.versions().stream().map(version -> version.line()).toList()));
        }
        return Optional.of(
                new Found(
                        new History.Merged(
                                entry,
                                item,
                                Shown.of(state).name(),
                                newest.get().stamp().wallMs(),
                                List.copyOf(new LinkedHashSet<>(devices)),
                                places),
                        state,
                        side));
    }

    /// The edit that takes the named entry's device's part of a merge back.
    Optional<Action> takeBack(Connection connection, Published moment, EntryId entry)
            throws SQLException {
        for (var found : newest(connection, moment, Integer.MAX_VALUE)) {
            if (found.merged().entry().equals(entry)) {
                return new UndoPlans(connection, moment.devices(), past)
                        .text(found.merged().item(), found.state(), found.newestSide());
            }
        }
        return Optional.empty();
    }
}

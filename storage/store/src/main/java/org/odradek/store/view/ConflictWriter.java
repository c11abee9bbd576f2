package org.odradek.store.view;

import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.conflict.ConflictKind;
import org.odradek.core.item.ItemState;
import org.odradek.core.text.ReviewPlace;
import org.odradek.store.log.Devices;
import org.odradek.store.log.LogTable;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Keeps the table of conflicts in step with the items' states, so that one that was open for a moment is remembered on every device. Belongs
/// to the writing thread.
final class ConflictWriter {
    private final Connection connection;
    private final Devices devices;
    private final LogTable log;
    private final ConflictTable table;

    ConflictWriter(Connection connection, Devices devices, LogTable log) throws SQLException {
        this.connection = connection;
        this.devices = devices;
        this.log = log;
        this.table = new ConflictTable(connection);
    }

    void reload() throws SQLException {
        table.reload();
    }

    /// Brings the item's rows up to date and answers how many conflicts are open.
    ///
    /// @param parent the parent in force, and whether the item's own move does not count
    int update(WorkItem item, RowWriter.ParentInForce parent, ItemTable items) throws SQLException {
        var open = new LinkedHashMap<String, OpenConflicts.Open>();
        if (!item.state.register(ItemState.PURGED).isDeleted()) {
            for (var each : OpenConflicts.ofFields(item.state)) {
                open.put(each.id().value(), each);
            }
            if (parent.cut()) {
                var ring = OpenConflicts.cycle(item.state, parent.parent());
                open.put(ring.id().value(), ring);
            }
            var inUse = inUse(item, items);
            if (!inUse.isEmpty()) {
                var removed = OpenConflicts.notebookDelete(item.state, inUse);
                open.put(removed.id().value(), removed);
            }
            var places = places(item);
            if (!places.isEmpty()) {
                var text = text(item, places);
                open.put(text.id().value(), text);
            }
        }
        var before = item.row;
        boolean any =
                !open.isEmpty()
                        || !item.conflictsMeanwhile.isEmpty()
                        || before != null && before.conflicts() > 0;
        if (any) {
            write(item, open);
        }
        item.conflictsMeanwhile.clear();
        return open.size();
    }

    /// Items that somebody put into a notebook, or edited there, without knowing that it was removed.
    private static List<ItemState> inUse(WorkItem notebook, ItemTable items) throws SQLException {
        boolean removed =
                notebook.state.createdAs() == ItemKind.NOTEBOOK
                        && notebook.state.register(Field.REMOVED).isDeleted();
        return removed ? items.leftBehind(notebook.state) : List.of();
    }

    private List<ReviewPlace> places(WorkItem item) throws SQLException {
        if (item.places != null && !item.reviewAnew) {
            return item.places;
        }
        var places =
                log.isMerged(item.key)
                        ? OpenConflicts.places(connection, devices.keys(), item.key, item.state)
                        : List.<ReviewPlace>of();
        item.places = places;
        item.reviewAnew = false;
        return places;
    }

    private static OpenConflicts.Open text(WorkItem item, List<ReviewPlace> places) {
        return new OpenConflicts.Open(
                OpenConflicts.textId(item.state, places),
                OpenConflicts.BODY,
                ConflictKind.TEXT,
                0,
                List.of());
    }

    private void write(WorkItem item, Map<String, OpenConflicts.Open> open) throws SQLException {
        var known = new HashMap<String, ConflictTable.Row>();
        for (var row : table.ofItem(item.key, item.id)) {
            known.put(row.id().value(), row);
        }
        var all = new LinkedHashMap<>(item.conflictsMeanwhile);
        all.putAll(open);
        for (var each : all.values()) {
            var row = known.get(each.id().value());
            boolean isOpen = open.containsKey(each.id().value());
            var content = content(each);
            if (row == null) {
                table.open(each.id(), item.key, each.field(), each.kind(), content);
            } else if (isOpen && (!row.open() || !row.content().equals(content))) {
                table.change(row.key(), true, content);
            }
        }
        for (var row : table.ofItem(item.key, item.id)) {
            if (row.open() && !open.containsKey(row.id().value())) {
                table.change(row.key(), false, settled(item, row));
            }
        }
    }

    private static ConflictTable.Content content(OpenConflicts.Open open) {
        var versions = new ArrayList<ConflictTable.Version>();
        for (var version : open.versions()) {
            versions.add(
                    new ConflictTable.Version(
                            version.entry(),
                            version.wallMs(),
                            "",
                            version.value(),
                            version.decision()));
        }
        return new ConflictTable.Content(Value.NONE, open.shown(), versions, null);
    }

    /// What settled a conflict: the write that stands now, or for a text the entry that was applied last.
    private static ConflictTable.Content settled(WorkItem item, ConflictTable.Row row) {
        var content = row.content();
        var winner = item.state.register(fieldOf(item.state, row.field())).winner();
        ConflictTable.Settled settled = null;
        if (winner.isPresent() && row.kind() != ConflictKind.TEXT) {
            var head = winner.get();
            settled =
                    new ConflictTable.Settled(
                            head.id().entry(), head.wallMs(), value(item.state, row, head.value()));
        } else if (item.lastStamp != null) {
            settled =
                    new ConflictTable.Settled(
                            item.lastStamp.entry(), item.lastStamp.wallMs(), Value.NONE);
        }
        return new ConflictTable.Content(
                content.base(), content.shown(), content.versions(), settled);
    }

    private static Value value(ItemState state, ConflictTable.Row row, Value value) {
        return row.kind() != ConflictKind.DELETE
                ? value
                : Value.text(state.register(row.field()).isDeleted() ? "deleted" : "edited");
    }

    static String fieldOf(ItemState state, String field) {
        return state.createdAs() == ItemKind.NOTEBOOK && field.equals("parent")
                ? "notebookParent"
                : field;
    }
}

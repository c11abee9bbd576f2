package org.odradek.store.view;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.Action;
import org.odradek.core.action.Value;
import org.odradek.core.action.WriteId;
import org.odradek.core.conflict.ConflictId;
import org.odradek.core.conflict.ConflictKind;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.ItemId;
import org.odradek.core.item.ItemState;
import org.odradek.store.log.EntryRow;
import org.odradek.store.log.LogTable;
import org.odradek.store.log.PastEntries;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Puts conflicts into words: open ones from the items' states, settled ones from the table. Thread-safe.
final class ConflictReader {
    private static final Comparator<ConflictRow> NEWEST_FIRST =
            Comparator.comparingLong(ConflictReader::newestMs)
                    .reversed()
                    .thenComparing(ConflictRow::id);

    private final DeviceNames names;
    private final PastEntries past;
    private final TextConflictReader texts;

    ConflictReader(DeviceNames names, PastEntries past) {
        this.names = names;
        this.past = past;
        this.texts = new TextConflictReader(names);
    }

    private static long newestMs(ConflictRow row) {
        return row.versions().stream().mapToLong(ConflictRow.Version::atMs).max().orElse(0);
    }

    List<ConflictId> ids(
            Connection connection, Published moment, ItemRecord record, ItemState state)
            throws SQLException {
        return of(connection, moment, record, state).stream().map(ConflictRow::id).toList();
    }

    List<ConflictRow> open(Connection connection, Published moment) throws SQLException {
        var ids = new ArrayList<ItemId>();
        moment.index()
                .forEach(
                        line -> {
                            if (line.conflicts() > 0) {
                                ids.add(line.id());
                            }
                        });
        moment.notebooks().all().stream()
                .filter(notebook -> notebook.listed() && notebook.conflicts() > 0)
                .forEach(notebook -> ids.add(notebook.id()));
        var rows = new ArrayList<ConflictRow>();
        for (var record : ItemTable.rows(connection, ids)) {
            rows.addAll(of(connection, moment, record, ViewReader.state(connection, record)));
        }
        rows.sort(NEWEST_FIRST);
        return folded(rows);
    }

    /// The deletes of items that were trashed with their notebook are part of that notebook's conflict.
    private static List<ConflictRow> folded(List<ConflictRow> rows) {
        var removals = new HashSet<EntryId>();
        for (var row : rows) {
            if (row.kind() == ConflictKind.NOTEBOOK_DELETE) {
                row.versions().stream().limit(1).forEach(version -> removals.add(version.entry()));
            }
        }
        rows.removeIf(
                row ->
                        row.kind() == ConflictKind.DELETE
                                && row.versions().stream()
                                        .anyMatch(version -> removals.contains(version.entry())));
        return rows;
    }

    List<ConflictRow> all(Connection connection, Published moment) throws SQLException {
        var byId = new LinkedHashMap<ConflictId, ConflictRow>();
        open(connection, moment).forEach(row -> byId.put(row.id(), row));
        for (var row : ConflictTable.all(connection)) {
            if (!row.open() && !byId.containsKey(row.id())) {
                byId.put(row.id(), settled(connection, moment, row));
            }
        }
        var rows = new ArrayList<>(byId.values());
        rows.sort(NEWEST_FIRST);
        return folded(rows);
    }

    /// An id that is not open any more names the open conflict of the same field, which holds its versions now.
    Optional<ConflictRow> find(Connection connection, Published moment, ConflictId id)
            throws SQLException {
        var row = ConflictTable.find(connection, id);
        if (row.isEmpty()) {
            return Optional.empty();
        }
        var record = ItemTable.rows(connection, List.of(row.get().item())).stream().findFirst();
        if (record.isPresent()) {
            var state = ViewReader.state(connection, record.get());
            var open = of(connection, moment, record.get(), state);
            var same = open.stream().filter(each -> each.id().equals(id)).findFirst();
            var heir =
                    open.stream()
                            .filter(each -> each.field().equals(row.get().field()))
                            .findFirst();
            if (same.isPresent() || heir.isPresent()) {
                return same.isPresent() ? same : heir;
            }
        }
        return Optional.of(settled(connection, moment, row.get()));
    }

    private List<ConflictRow> of(
            Connection connection, Published moment, ItemRecord record, ItemState state)
            throws SQLException {
        if (record.conflicts() == 0) {
            return List.of();
        }
        var rows = new ArrayList<ConflictRow>();
        for (var open : OpenConflicts.ofFields(state)) {
            rows.add(field(connection, moment, record, state, open));
        }
        for (var row : ConflictTable.ofItem(connection, record.key())) {
            boolean ofSeveral =
                    row.kind() == ConflictKind.CYCLE || row.kind() == ConflictKind.NOTEBOOK_DELETE;
            if (row.open() && ofSeveral) {
                rows.add(stored(connection, moment, row, null));
            }
        }
        texts.of(connection, moment, record, state).ifPresent(rows::add);
        rows.sort(NEWEST_FIRST);
        return rows;
    }

    private ConflictRow field(
            Connection connection,
            Published moment,
            ItemRecord record,
            ItemState state,
            OpenConflicts.Open open)
            throws SQLException {
        var versions = new ArrayList<ConflictRow.Version>();
        for (var version : open.versions()) {
            versions.add(
                    version(
                            connection,
                            moment,
                            versions.size() + 1,
                            version.entry(),
                            version.wallMs(),
                            version.value(),
                            version.decision()));
        }
        var base =
                open.kind() == ConflictKind.VALUE || open.kind() == ConflictKind.MOVE
                        ? base(connection, moment, state, open)
                        : Value.NONE;
        return new ConflictRow(
                open.id(),
                record.id(),
                record.title(),
                open.field(),
                open.kind(),
                text(moment, base),
                versions,
                List.of(),
                open.shown(),
                List.of(),
                null);
    }

    /// The value at the writes that all versions replaced.
    private Value base(
            Connection connection, Published moment, ItemState state, OpenConflicts.Open open)
            throws SQLException {
        var name = ConflictWriter.fieldOf(state, open.field());
        TreeSet<WriteId> common = null;
        for (var head : state.register(name).versions()) {
            if (common == null) {
                common = new TreeSet<>(head.over());
            } else {
                common.retainAll(head.over());
            }
        }
        for (var write : common == null ? new TreeSet<WriteId>() : common) {
            var value = written(connection, moment, state.id(), name, write);
            if (value.isPresent()) {
                return value.get();
            }
        }
        return Value.NONE;
    }

    private Optional<Value> written(
            Connection connection, Published moment, ItemId item, String field, WriteId write)
            throws SQLException {
        var entry = row(connection, moment, write.entry()).flatMap(found -> past.at(found.place()));
        return entry.stream()
                .flatMap(found -> found.actions().stream())
                .filter(
                        action ->
                                action instanceof Action.SetField set
                                        && set.item().equals(item)
                                        && set.field().equals(field)
                                        && write.n() < set.values().size())
                .map(action -> ((Action.SetField) action).values().get(write.n()).value())
                .findFirst();
    }

    static Optional<EntryRow> row(Connection connection, Published moment, EntryId entry)
            throws SQLException {
        var key = moment.devices().entryKey(entry);
        return key.isEmpty()
                ? Optional.empty()
                : LogTable.row(connection, moment.devices(), key.getAsLong());
    }

    private ConflictRow.Version version(
            Connection connection,
            Published moment,
            int number,
            EntryId entry,
            long wallMs,
            Value value,
            boolean decision)
            throws SQLException {
        var row = row(connection, moment, entry);
        return new ConflictRow.Version(
                number,
                entry,
                entry.device(),
                names.of(entry.device()),
                entry.device().equals(names.own()),
                row.map(found -> found.stamp().wallMs()).orElse(wallMs),
                row.map(EntryRow::zone).orElse(""),
                text(moment, value),
                decision);
    }

    private ConflictRow settled(Connection connection, Published moment, ConflictTable.Row row)
            throws SQLException {
        var settled = row.content().settled();
        var resolved =
                settled == null
                        ? new ConflictRow.Resolved("", 0, null)
                        : new ConflictRow.Resolved(
                                names.of(settled.entry().device()),
                                settled.atMs(),
                                text(moment, settled.value()));
        return stored(connection, moment, row, resolved);
    }

    /// A conflict as its row keeps it.
    private ConflictRow stored(
            Connection connection,
            Published moment,
            ConflictTable.Row row,
            ConflictRow.@Nullable Resolved resolved)
            throws SQLException {
        var record = ItemTable.rows(connection, List.of(row.item())).stream().findFirst();
        var versions = new ArrayList<ConflictRow.Version>();
        for (var version : row.content().versions()) {
            versions.add(
                    version(
                            connection,
                            moment,
                            versions.size() + 1,
                            version.entry(),
                            version.atMs(),
                            version.value(),
                            version.decision()));
        }
        var items =
                row.kind() == ConflictKind.NOTEBOOK_DELETE
                        ? ItemTable.leftBehind(
                                connection, StateReader.state(connection, row.item()))
                        : List.<ItemState>of();
        return new ConflictRow(
                row.id(),
                row.item(),
                record.map(ItemRecord::title).orElse(""),
                row.field(),
                row.kind(),
                text(moment, row.content().base()),
                versions,
                List.of(),
                row.content().shown(),
                items.stream().map(ItemState::id).toList(),
                resolved);
    }

    /// A value as a person reads it; null for nothing.
    static @Nullable String text(Published moment, Value value) {
        return switch (value) {
            case Value.None _ -> null;
            case Value.Text(var text) -> text;
            case Value.Flag(var set) -> Boolean.toString(set);
            case Value.Ref(var target) -> {
                var path = moment.notebooks().path(target);
                yield path == null ? target.toString() : path;
            }
            case Value.Status(var state, _) -> state.wireName();
            case Value.Unknown _ -> "?";
        };
    }
}

package org.odradek.store.view;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.conflict.ConflictId;
import org.odradek.core.conflict.ConflictKind;
import org.odradek.core.conflict.Conflicts;
import org.odradek.core.conflict.FieldConflict;
import org.odradek.core.entry.ItemId;
import org.odradek.core.item.ItemState;
import org.odradek.core.register.Head;
import org.odradek.core.register.Register;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Makes conflicts readable: from the registers of the items that have any. Thread-safe.
final class ConflictReader {
    private static final Comparator<ConflictRow> NEWEST_FIRST =
            Comparator.comparingLong(ConflictReader::newestMs)
                    .reversed()
                    .thenComparing(ConflictRow::id);

    private final DeviceNames names;

    ConflictReader(DeviceNames names) {
        this.names = names;
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
        return rows;
    }

    List<ConflictRow> all(Connection connection, Published moment) throws SQLException {
        return open(connection, moment);
    }

    Optional<ConflictRow> find(Connection connection, Published moment, ConflictId id)
            throws SQLException {
        return all(connection, moment).stream().filter(row -> row.id().equals(id)).findFirst();
    }

    private List<ConflictRow> of(
            Connection connection, Published moment, ItemRecord record, ItemState state)
            throws SQLException {
        if (record.conflicts() == 0) {
            return List.of();
        }
        var rows = new ArrayList<ConflictRow>();
        for (var conflict : Conflicts.of(state)) {
            rows.add(field(moment, record, state, conflict));
        }
        rows.sort(NEWEST_FIRST);
        return rows;
    }

    private ConflictRow field(
            Published moment, ItemRecord record, ItemState state, FieldConflict conflict) {
        var versions = new ArrayList<ConflictRow.Version>();
        for (var head : conflict.versions()) {
            versions.add(version(moment, conflict.kind(), head, versions.size() + 1));
        }
        return new ConflictRow(
                conflict.id(),
                record.id(),
                record.title(),
                fieldName(record, conflict),
                conflict.kind(),
                null,
                versions,
                List.of(),
                conflict.shown() + 1,
                List.of(),
                null);
    }

    private static String fieldName(ItemRecord record, FieldConflict conflict) {
        return record.kind() == ItemKind.NOTEBOOK && conflict.field().equals("notebookParent")
                ? "parent"
                : conflict.field();
    }

    private ConflictRow.Version version(
            Published moment, ConflictKind kind, Head head, int number) {
        var entry = head.writtenBy();
        return new ConflictRow.Version(
                number,
                entry,
                entry.device(),
                names.of(entry.device()),
                entry.device().equals(names.own()),
                head.wallMs(),
                "",
                kind == ConflictKind.DELETE
                        ? Register.deletes(head) ? "deleted" : "edited"
                        : text(moment, head.value()),
                false);
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

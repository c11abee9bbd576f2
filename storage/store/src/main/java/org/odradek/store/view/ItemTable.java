package org.odradek.store.view;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value.State;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.ItemId;
import org.odradek.core.item.ItemState;
import org.odradek.core.item.ItemStateCodec;
import org.odradek.core.register.Head;
import org.odradek.core.register.Register;
import org.odradek.store.body.TextFingerprint;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/// The rows of items and notebooks. One instance writes, on the writing thread; reading takes any connection.
final class ItemTable {
    static final List<String> PRIORITIES = List.of("none", "low", "medium", "high");

    private static final String COLUMNS =
            """
            key, id, kind, listed, title, notebook, tags, pinned, status, completed_on, due,
            reminder, repeat, repeat_from, priority, parent, trashed, created_ms, updated_ms,
            order_key, created_by, updated_by, snippet, attachments, conflicts, predecessor
            """;

    private static final String BY_ID = "SELECT " + COLUMNS + " FROM item WHERE id = ?";
    private static final String WITH_STATE =
            "SELECT i."
                    + COLUMNS
                    + ", s.state, s.digest, s.text_print"
                    + " FROM item i LEFT JOIN item_state s ON s.key = i.key WHERE i.";
    private static final String BY_NOTEBOOK =
            """
            SELECT s.state FROM item i JOIN item_state s ON s.key = i.key
            WHERE i.notebook = ? AND i.listed AND NOT i.trashed
            """;

    /// H2 gathers an answer before it gives the first row, and writes a large one to a temporary file; so many rows stay in memory.
    private static final int ROWS_AT_ONCE = 4_096;

    private final PreparedStatement insert;
    private final PreparedStatement update;
    private final PreparedStatement byId;
    private final PreparedStatement byKey;
    private final PreparedStatement byNotebook;
    private final PreparedStatement insertState;
    private final PreparedStatement updateState;

    ItemTable(Connection connection) throws SQLException {
        this.insert =
                connection.prepareStatement(
                        """
                        INSERT INTO item (id, kind, listed, title, notebook, tags, pinned, status,
                            completed_on, due, reminder, repeat, repeat_from, priority, parent,
                            trashed, created_ms, updated_ms, order_key, created_by, updated_by,
                            snippet, attachments, conflicts, predecessor, key)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                            ?, ?, ?)
                        """);
        this.update =
                connection.prepareStatement(
                        """
                        UPDATE item SET id = ?, kind = ?, listed = ?, title = ?, notebook = ?,
                            tags = ?, pinned = ?, status = ?, completed_on = ?, due = ?,
                            reminder = ?, repeat = ?, repeat_from = ?, priority = ?, parent = ?,
                            trashed = ?, created_ms = ?, updated_ms = ?, order_key = ?,
                            created_by = ?, updated_by = ?, snippet = ?, attachments = ?,
                            conflicts = ?, predecessor = ? WHERE key = ?
                        """);
        this.byId = connection.prepareStatement(WITH_STATE + "id = ?");
        this.byKey = connection.prepareStatement(WITH_STATE + "key = ?");
        this.byNotebook = connection.prepareStatement(BY_NOTEBOOK);
        this.insertState =
                connection.prepareStatement(
                        """
                        INSERT INTO item_state (state, digest, text_print, key)
                        VALUES (?, ?, ?, ?)
                        """);
        this.updateState =
                connection.prepareStatement(
                        """
                        UPDATE item_state SET state = ?, digest = ?, text_print = ? WHERE key = ?
                        """);
    }

    static long maxKey(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT COALESCE(MAX(key), 0) FROM item")) {
            found.next();
            return found.getLong(1);
        }
    }

    /// Live items that are in a removed notebook and were never in the trash, so that its removal did not know of them.
    List<ItemState> leftBehind(ItemState notebook) throws SQLException {
        return leftBehind(byNotebook, notebook);
    }

    static List<ItemState> leftBehind(Connection connection, ItemState notebook)
            throws SQLException {
        try (var select = connection.prepareStatement(BY_NOTEBOOK)) {
            return leftBehind(select, notebook);
        }
    }

    private static List<ItemState> leftBehind(PreparedStatement select, ItemState notebook)
            throws SQLException {
        var removal = notebook.register(Field.REMOVED).winner().map(Head::writtenBy).orElse(null);
        select.setObject(1, notebook.id().value());
        var items = new ArrayList<ItemState>();
        try (var found = select.executeQuery()) {
            while (found.next()) {
                var state = ItemStateCodec.decode(found.getBytes(1));
                if (isLeftBehind(state, removal)) {
                    items.add(state);
                }
            }
        }
        items.sort((one, other) -> one.id().compareTo(other.id()));
        return items;
    }

    /// Whether somebody put the item into the notebook, or edited it there, without knowing that it was removed.
    private static boolean isLeftBehind(ItemState item, @Nullable EntryId removal) {
        var trashed = item.register(Field.TRASHED);
        return trashed.equals(Register.EMPTY)
                || trashed.isDeleteDisputed()
                        && trashed.heads().stream()
                                .anyMatch(
                                        head ->
                                                Register.deletes(head)
                                                        && head.writtenBy().equals(removal));
    }

    /// A row, and what stands behind it; an item that is merely somebody's successor has no state.
    record Stored(ItemRecord row, @Nullable StateRow state) {}

    /// An item's state in its encoding, its digest, and its text's fingerprint; null for an empty text.
    @SuppressWarnings("ArrayRecordComponent") // Lives for a moment and is never compared.
    record StateRow(byte[] state, byte[] digest, @Nullable TextFingerprint text) {}

    Optional<Stored> find(ItemId id) throws SQLException {
        byId.setObject(1, id.value());
        return stored(byId);
    }

    Optional<Stored> find(long key) throws SQLException {
        byKey.setLong(1, key);
        return stored(byKey);
    }

    private static Optional<Stored> stored(PreparedStatement select) throws SQLException {
        try (var found = select.executeQuery()) {
            if (!found.next()) {
                return Optional.empty();
            }
            var state = found.getBytes(27);
            var behind =
                    state == null
                            ? null
                            : new StateRow(
                                    state,
                                    found.getBytes(28),
                                    TextFingerprint.decode(found.getBytes(29)));
            return Optional.of(new Stored(read(found), behind));
        }
    }

    static Optional<byte[]> state(Connection connection, long key) throws SQLException {
        try (var select =
                connection.prepareStatement("SELECT state FROM item_state WHERE key = ?")) {
            select.setLong(1, key);
            try (var found = select.executeQuery()) {
                return found.next() ? Optional.of(found.getBytes(1)) : Optional.empty();
            }
        }
    }

    void saveState(long key, StateRow row, boolean fresh) throws SQLException {
        var statement = fresh ? insertState : updateState;
        statement.setBytes(1, row.state());
        statement.setBytes(2, row.digest());
        statement.setBytes(3, TextFingerprint.encode(row.text()));
        statement.setLong(4, key);
        statement.executeUpdate();
    }

    void save(ItemRecord item, boolean fresh) throws SQLException {
        var statement = fresh ? insert : update;
        int at = 1;
        statement.setObject(at++, item.id().value());
        statement.setInt(at++, item.kind().ordinal());
        statement.setBoolean(at++, item.listed());
        statement.setString(at++, item.title());
        statement.setObject(at++, uuid(item.notebook()));
        statement.setString(at++, String.join("\n", item.tags()));
        statement.setBoolean(at++, item.pinned());
        statement.setInt(at++, item.status() == null ? 0 : item.status().ordinal() + 1);
        statement.setString(at++, item.completedOn());
        statement.setString(at++, item.due());
        statement.setString(at++, item.reminder());
        statement.setString(at++, item.repeat());
        statement.setString(at++, item.repeatFrom());
        statement.setInt(at++, Math.max(0, PRIORITIES.indexOf(item.priority())));
        statement.setObject(at++, uuid(item.parent()));
        statement.setBoolean(at++, item.trashed());
        statement.setLong(at++, item.createdMs());
        statement.setLong(at++, item.updatedMs());
        statement.setString(at++, item.orderKey());
        statement.setLong(at++, item.createdBy());
        statement.setLong(at++, item.updatedBy());
        statement.setString(at++, item.snippet());
        statement.setInt(at++, item.attachments());
        statement.setInt(at++, item.conflicts());
        statement.setLong(at++, item.predecessor());
        statement.setLong(at, item.key());
        statement.executeUpdate();
    }

    /// Hands every row to a visitor, in the order of keys.
    static void forEach(Connection connection, Consumer<ItemRecord> visitor) throws SQLException {
        forEach(connection, COLUMNS, found -> visitor.accept(read(found)));
    }

    /// Hands every id to a visitor, in the order of keys.
    static void forEachId(Connection connection, Consumer<ItemId> visitor) throws SQLException {
        forEach(
                connection,
                "key, id",
                found -> visitor.accept(new ItemId(found.getObject(2, UUID.class))));
    }

    /// What is done with a row.
    private interface RowVisitor {
        void visit(ResultSet found) throws SQLException;
    }

    /// @param columns the key first
    private static void forEach(Connection connection, String columns, RowVisitor visitor)
            throws SQLException {
        try (var select =
                connection.prepareStatement(
                        "SELECT "
                                + columns
                                + " FROM item WHERE key > ? ORDER BY key LIMIT "
                                + ROWS_AT_ONCE)) {
            long last = Long.MIN_VALUE;
            int rows = ROWS_AT_ONCE;
            while (rows == ROWS_AT_ONCE) {
                select.setLong(1, last);
                rows = 0;
                try (var found = select.executeQuery()) {
                    while (found.next()) {
                        last = found.getLong(1);
                        visitor.visit(found);
                        rows++;
                    }
                }
            }
        }
    }

    /// Rows in the order asked for; ids that are not there are left out.
    static List<ItemRecord> rows(Connection connection, Iterable<ItemId> ids) throws SQLException {
        try (var select = connection.prepareStatement(BY_ID)) {
            var rows = new ArrayList<ItemRecord>();
            for (var id : ids) {
                find(select, id).ifPresent(rows::add);
            }
            return rows;
        }
    }

    /// How many live sub-tasks a task has, and how many of them are done.
    record Subtasks(int all, int done) {}

    static PreparedStatement subtasks(Connection connection) throws SQLException {
        return connection.prepareStatement(
                """
                SELECT COUNT(*), COALESCE(SUM(CASE WHEN status = 2 THEN 1 ELSE 0 END), 0)
                FROM item WHERE parent = ? AND listed AND NOT trashed AND kind = 1
                """);
    }

    static Subtasks subtasks(PreparedStatement select, ItemId parent) throws SQLException {
        select.setObject(1, parent.value());
        try (var found = select.executeQuery()) {
            found.next();
            return new Subtasks(found.getInt(1), found.getInt(2));
        }
    }

    private static Optional<ItemRecord> find(PreparedStatement select, ItemId id)
            throws SQLException {
        select.setObject(1, id.value());
        return first(select);
    }

    private static Optional<ItemRecord> first(PreparedStatement select) throws SQLException {
        try (var found = select.executeQuery()) {
            return found.next() ? Optional.of(read(found)) : Optional.empty();
        }
    }

    private static ItemRecord read(ResultSet found) throws SQLException {
        int status = found.getInt(9);
        var tags = found.getString(7);
        return new ItemRecord(
                found.getLong(1),
                new ItemId(found.getObject(2, UUID.class)),
                ItemKind.values()[found.getInt(3)],
                found.getBoolean(4),
                found.getString(5),
                item(found.getObject(6, UUID.class)),
                tags.isEmpty() ? List.of() : List.of(tags.split("\n")),
                found.getBoolean(8),
                status == 0 ? null : State.values()[status - 1],
                found.getString(10),
                found.getString(11),
                found.getString(12),
                found.getString(13),
                found.getString(14),
                PRIORITIES.get(found.getInt(15)),
                item(found.getObject(16, UUID.class)),
                found.getBoolean(17),
                found.getLong(18),
                found.getLong(19),
                found.getString(20),
                found.getLong(21),
                found.getLong(22),
                found.getString(23),
                found.getInt(24),
                found.getInt(25),
                found.getLong(26));
    }

    private static @Nullable ItemId item(@Nullable UUID id) {
        return id == null ? null : new ItemId(id);
    }

    private static @Nullable UUID uuid(@Nullable ItemId id) {
        return id == null ? null : id.value();
    }
}

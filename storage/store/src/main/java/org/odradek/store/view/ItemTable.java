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
import org.odradek.store.schema.TableRows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;

/// The rows of items and notebooks. One instance writes, on the writing thread; reading takes any connection.
final class ItemTable {
    static final List<String> PRIORITIES = List.of("none", "low", "medium", "high");

    private static final List<String> ROW =
            List.of(
                    "id",
                    "kind",
                    "listed",
                    "title",
                    "notebook",
                    "tags",
                    "pinned",
                    "status",
                    "completed_on",
                    "due",
                    "reminder",
                    "repeat",
                    "repeat_from",
                    "priority",
                    "parent",
                    "trashed",
                    "created_ms",
                    "updated_ms",
                    "order_key",
                    "created_by",
                    "updated_by",
                    "snippet",
                    "attachments",
                    "conflicts",
                    "predecessor");

    private static final String COLUMNS = "key, " + String.join(", ", ROW);

    private static final String BY_ID = "SELECT " + COLUMNS + " FROM item WHERE id = ?";
    private static final String BY_NOTEBOOK =
            """
            SELECT s.state FROM item i JOIN item_state s ON s.key = i.key
            WHERE i.notebook = ? AND i.listed AND NOT i.trashed
            """;

    /// H2 gathers an answer before it gives the first row, and writes a large one to a temporary file; so many rows stay in memory.
    private static final int ROWS_AT_ONCE = 4_096;

    private final TableRows rows;
    private final TableRows states;
    private final TableRows subItems;
    private final PreparedStatement keyOf;
    private final PreparedStatement byNotebook;

    ItemTable(Connection connection) throws SQLException {
        this.rows = TableRows.of(connection, "item", ROW.toArray(String[]::new));
        this.states = TableRows.of(connection, "item_state", "state", "digest", "text_print");
        this.subItems = TableRows.of(connection, "sub_item", "parent");
        this.keyOf = connection.prepareStatement("SELECT key FROM item WHERE id = ?");
        this.byNotebook = connection.prepareStatement(BY_NOTEBOOK);
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
        keyOf.setObject(1, id.value());
        try (var found = keyOf.executeQuery()) {
            return found.next() ? find(found.getLong(1)) : Optional.empty();
        }
    }

    Optional<Stored> find(long key) throws SQLException {
        var row = rows.find(key);
        if (row.isEmpty()) {
            return Optional.empty();
        }
        var state = states.find(key);
        return Optional.of(
                new Stored(read(key, row.get()), state.isEmpty() ? null : stateRow(state.get())));
    }

    private static StateRow stateRow(TableRows.Found found) {
        return new StateRow(
                bytes(found, 0), bytes(found, 1), TextFingerprint.decode(found.bytes(2)));
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
        var filled =
                states.row(key)
                        .bytes(row.state())
                        .bytes(row.digest())
                        .bytes(TextFingerprint.encode(row.text()));
        if (fresh) {
            filled.insert();
        } else {
            filled.update();
        }
    }

    void save(ItemRecord item, boolean fresh) throws SQLException {
        var filled =
                rows.row(item.key())
                        .id(item.id().value())
                        .number(item.kind().ordinal())
                        .flag(item.listed())
                        .text(item.title())
                        .id(uuid(item.notebook()))
                        .text(String.join("\n", item.tags()))
                        .flag(item.pinned())
                        .number(item.status() == null ? 0 : item.status().ordinal() + 1)
                        .text(item.completedOn())
                        .text(item.due())
                        .text(item.reminder())
                        .text(item.repeat())
                        .text(item.repeatFrom())
                        .number(Math.max(0, PRIORITIES.indexOf(item.priority())))
                        .id(uuid(item.parent()))
                        .flag(item.trashed())
                        .number(item.createdMs())
                        .number(item.updatedMs())
                        .text(item.orderKey())
                        .number(item.createdBy())
                        .number(item.updatedBy())
                        .text(item.snippet())
                        .number(item.attachments())
                        .number(item.conflicts())
                        .number(item.predecessor());
        if (fresh) {
            filled.insert();
        } else {
            filled.update();
        }
    }

    void saveParent(long key, @Nullable ItemId parent) throws SQLException {
        subItems.remove(key);
        if (parent != null) {
            subItems.row(key).id(parent.value()).insert();
        }
    }

    /// Hands every row to a visitor, in the order of keys.
    static void forEach(Connection connection, Consumer<ItemRecord> visitor) throws SQLException {
        forEach(connection, COLUMNS, found -> visitor.accept(read(found)));
    }

    /// Hands every id and its key to a visitor, in the order of keys.
    static void forEachId(Connection connection, ObjLongConsumer<ItemId> visitor)
            throws SQLException {
        forEach(
                connection,
                "key, id",
                found ->
                        visitor.accept(
                                new ItemId(found.getObject(2, UUID.class)), found.getLong(1)));
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
                FROM sub_item s JOIN item i ON i.key = s.key
                WHERE s.parent = ? AND i.listed AND NOT i.trashed AND i.kind = 1
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

    private static ItemRecord read(long key, TableRows.Found found) {
        int status = (int) found.number(7);
        var tags = text(found, 5);
        return new ItemRecord(
                key,
                new ItemId(Objects.requireNonNull(found.id(0))),
                ItemKind.values()[(int) found.number(1)],
                found.flag(2),
                text(found, 3),
                item(found.id(4)),
                tags.isEmpty() ? List.of() : List.of(tags.split("\n")),
                found.flag(6),
                status == 0 ? null : State.values()[status - 1],
                found.text(8),
                found.text(9),
                found.text(10),
                found.text(11),
                text(found, 12),
                PRIORITIES.get((int) found.number(13)),
                item(found.id(14)),
                found.flag(15),
                found.number(16),
                found.number(17),
                text(found, 18),
                found.number(19),
                found.number(20),
                text(found, 21),
                (int) found.number(22),
                (int) found.number(23),
                found.number(24));
    }

    private static String text(TableRows.Found found, int column) {
        return Objects.requireNonNull(found.text(column));
    }

    private static byte[] bytes(TableRows.Found found, int column) {
        return Objects.requireNonNull(found.bytes(column));
    }

    private static @Nullable ItemId item(@Nullable UUID id) {
        return id == null ? null : new ItemId(id);
    }

    private static @Nullable UUID uuid(@Nullable ItemId id) {
        return id == null ? null : id.value();
    }
}

package org.odradek.store.view;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.ActionCodec;
import org.odradek.core.action.Value;
import org.odradek.core.cbor.CborReader;
import org.odradek.core.cbor.CborWriter;
import org.odradek.core.conflict.ConflictId;
import org.odradek.core.conflict.ConflictKind;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.ItemId;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Every conflict that this device ever showed, so that its id stays valid and what settled it can be told. Open ones are computed anew from
/// the items' states when they are read; here stands what they were when they were settled.
final class ConflictTable {
    private final Connection connection;
    private final PreparedStatement ofItem;
    private final PreparedStatement insert;
    private final PreparedStatement update;
    private long nextKey;

    ConflictTable(Connection connection) throws SQLException {
        this.connection = connection;
        this.ofItem =
                connection.prepareStatement(
                        """
                        SELECT key, id, CAST(? AS UUID), field, kind, open, content
                        FROM conflict WHERE item = ?
                        """);
        this.insert =
                connection.prepareStatement(
                        """
                        INSERT INTO conflict (id, item, field, kind, at_ms, open, content, key)
                        VALUES (?, ?, ?, ?, 0, ?, ?, ?)
                        """);
        this.update =
                connection.prepareStatement(
                        "UPDATE conflict SET open = ?, content = ? WHERE key = ?");
        reload();
    }

    void reload() throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT COALESCE(MAX(key), 0) FROM conflict")) {
            found.next();
            nextKey = found.getLong(1) + 1;
        }
    }

    /// One version of a conflict as it was.
    record Version(EntryId entry, long atMs, String zone, Value value, boolean decision) {}

    /// Who settled a conflict, and to what.
    record Settled(EntryId entry, long atMs, Value value) {}

    /// What a row keeps beyond its identity.
    record Content(Value base, int shown, List<Version> versions, @Nullable Settled settled) {}

    /// A conflict that was or is there.
    record Row(
            long key,
            ConflictId id,
            ItemId item,
            String field,
            ConflictKind kind,
            boolean open,
            Content content) {}

    List<Row> ofItem(long itemKey, ItemId item) throws SQLException {
        ofItem.setObject(1, item.value());
        ofItem.setLong(2, itemKey);
        return rows(ofItem);
    }

    void open(ConflictId id, long itemKey, String field, ConflictKind kind, Content content)
            throws SQLException {
        insert.setString(1, id.value());
        insert.setLong(2, itemKey);
        insert.setString(3, field);
        insert.setString(4, kind.name());
        insert.setBoolean(5, true);
        insert.setBytes(6, encode(content));
        insert.setLong(7, nextKey++);
        insert.executeUpdate();
    }

    void change(long key, boolean open, Content content) throws SQLException {
        update.setBoolean(1, open);
        update.setBytes(2, encode(content));
        update.setLong(3, key);
        update.executeUpdate();
    }

    static List<Row> all(Connection connection) throws SQLException {
        try (var select =
                connection.prepareStatement(
                        "SELECT c.key, c.id, i.id, c.field, c.kind, c.open, c.content"
                                + " FROM conflict c JOIN item i ON i.key = c.item")) {
            return rows(select);
        }
    }

    static List<Row> ofItem(Connection connection, long itemKey) throws SQLException {
        try (var select =
                connection.prepareStatement(
                        "SELECT c.key, c.id, i.id, c.field, c.kind, c.open, c.content"
                                + " FROM conflict c JOIN item i ON i.key = c.item"
                                + " WHERE c.item = ?")) {
            select.setLong(1, itemKey);
            return rows(select);
        }
    }

    static Optional<Row> find(Connection connection, ConflictId id) throws SQLException {
        try (var select =
                connection.prepareStatement(
                        "SELECT c.key, c.id, i.id, c.field, c.kind, c.open, c.content FROM conflict"
                                + " c JOIN item i ON i.key = c.item WHERE c.id = ?")) {
            select.setString(1, id.value());
            return rows(select).stream().findFirst();
        }
    }

    private static List<Row> rows(PreparedStatement select) throws SQLException {
        try (var found = select.executeQuery()) {
            var rows = new ArrayList<Row>();
            while (found.next()) {
                rows.add(row(found));
            }
            return rows;
        }
    }

    private static Row row(ResultSet found) throws SQLException {
        return new Row(
                found.getLong(1),
                new ConflictId(found.getString(2)),
                new ItemId(found.getObject(3, UUID.class)),
                found.getString(4),
                ConflictKind.valueOf(found.getString(5)),
                found.getBoolean(6),
                decode(found.getBytes(7)));
    }

    private static byte[] encode(Content content) {
        var out = new CborWriter().array(4);
        ActionCodec.writeValue(out, content.base);
        out.integer(content.shown).array(content.versions.size());
        for (var version : content.versions) {
            out.array(5);
            entry(out, version.entry);
            out.integer(version.atMs).text(version.zone);
            ActionCodec.writeValue(out, version.value);
            out.flag(version.decision);
        }
        if (content.settled == null) {
            out.none();
        } else {
            out.array(3);
            entry(out, content.settled.entry);
            out.integer(content.settled.atMs);
            ActionCodec.writeValue(out, content.settled.value);
        }
        return out.toByteArray();
    }

    private static void entry(CborWriter out, EntryId entry) {
        out.array(2).bytes(entry.device().bytes()).integer(entry.seq());
    }

    private static EntryId entry(CborReader in) {
        in.array();
        return new EntryId(DeviceId.of(in.bytes()), in.integer());
    }

    private static Content decode(byte[] encoded) {
        var in = new CborReader(encoded);
        in.array();
        var base = ActionCodec.readValue(in);
        int shown = Math.toIntExact(in.integer());
        var versions = new ArrayList<Version>();
        for (int left = in.array(); left > 0; left--) {
            in.array();
            versions.add(
                    new Version(
                            entry(in),
                            in.integer(),
                            in.text(),
                            ActionCodec.readValue(in),
                            in.flag()));
        }
        Settled settled = null;
        if (!in.none()) {
            in.array();
            settled = new Settled(entry(in), in.integer(), ActionCodec.readValue(in));
        }
        return new Content(base, shown, versions, settled);
    }
}

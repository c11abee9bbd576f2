package org.odradek.store.view;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.WriteId;
import org.odradek.core.conflict.ConflictId;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.ItemId;
import org.odradek.core.item.ItemState;
import org.odradek.core.item.ItemStateCodec;
import org.odradek.store.body.Bodies;
import org.odradek.store.log.DeviceKeys;
import org.odradek.store.log.PastEntries;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.UUID;

/// Answers what the screen asks.
public final class ViewReader implements View {
    private static final int PREFIX_MATCHES_MAX = 20;

    private final ViewReads reads;
    private final DeviceNames names;
    private final FilesHere files;
    private final ConflictReader conflicts;

    public ViewReader(ViewReads reads, DeviceNames names, FilesHere files, PastEntries past) {
        this.reads = reads;
        this.names = names;
        this.files = files;
        this.conflicts = new ConflictReader(names, past);
    }

    @Override
    public ViewPosition position() {
        return reads.published().position();
    }

    @Override
    public List<ItemId> ids(ListQuery query) {
        var moment = reads.published();
        return ListQueries.ids(query, moment.index(), moment.notebooks());
    }

    @Override
    public List<ItemRow> rows(Collection<ItemId> ids) {
        return reads.read(
                (reading, moment) -> {
                    var rows = new ArrayList<ItemRow>(ids.size());
                    try (var more = new More(reading.connection())) {
                        for (var record : ItemTable.rows(reading.connection(), ids)) {
                            if (record.listed() && record.kind() != ItemKind.NOTEBOOK) {
                                rows.add(more.row(record, moment.notebooks()));
                            }
                        }
                    }
                    return rows;
                });
    }

    @Override
    public Optional<ItemDetail> item(ItemId id) {
        return items(List.of(id)).stream().findFirst();
    }

    @Override
    public List<ItemDetail> items(Collection<ItemId> ids) {
        return reads.read(
                (reading, moment) -> {
                    var details = new ArrayList<ItemDetail>(ids.size());
                    var connection = reading.connection();
                    try (var more = new More(connection)) {
                        for (var record : ItemTable.rows(connection, ids)) {
                            if (record.listed() && record.kind() != ItemKind.NOTEBOOK) {
                                details.add(detail(connection, moment, record, more));
                            }
                        }
                    }
                    return details;
                });
    }

    @Override
    public List<ItemText> texts(Collection<ItemId> ids) {
        return reads.read(
                (reading, moment) -> {
                    var texts = new ArrayList<ItemText>(ids.size());
                    var connection = reading.connection();
                    for (var record : ItemTable.rows(connection, ids)) {
                        if (record.listed() && record.kind() != ItemKind.NOTEBOOK) {
                            long device = record.updatedBy();
                            texts.add(
                                    new ItemText(
                                            record,
                                            Bodies.read(connection, record.key()),
                                            device == 0 ? null : moment.devices().id(device)));
                        }
                    }
                    return texts;
                });
    }

    @Override
    public List<ItemId> undelivered(int atMost) {
        return reads.read(
                (reading, _) -> {
                    try (var select =
                            reading.connection()
                                    .prepareStatement(
                                            """
                                            SELECT item.id
                                            FROM (SELECT item, MIN(wall_ms) AS since FROM undelivered
                                                  GROUP BY item ORDER BY since, item LIMIT ?) waits
                                            JOIN item ON item.key = waits.item
                                            ORDER BY waits.since, waits.item
                                            """)) {
                        select.setInt(1, atMost);
                        var ids = new ArrayList<ItemId>();
                        try (var found = select.executeQuery()) {
                            while (found.next()) {
                                ids.add(new ItemId(found.getObject(1, UUID.class)));
                            }
                        }
                        return ids;
                    }
                });
    }

    private ItemDetail detail(Connection connection, Published moment, ItemRecord record, More more)
            throws SQLException {
        var state = state(connection, record);
        return new ItemDetail(
                moment.position(),
                more.row(record, moment.notebooks()),
                Bodies.read(connection, record.key()),
                state.body(),
                heads(state),
                attachments(state),
                conflicts.ids(connection, moment, record, state),
                deviceName(moment.devices(), record.createdBy()),
                deviceName(moment.devices(), record.updatedBy()));
    }

    static ItemState state(Connection connection, ItemRecord record) throws SQLException {
        return ItemTable.state(connection, record.key())
                .map(ItemStateCodec::decode)
                .orElseGet(() -> ItemState.empty(record.id()));
    }

    static SortedMap<String, SortedSet<WriteId>> heads(ItemState state) {
        var heads = new TreeMap<String, SortedSet<WriteId>>();
        state.registers().forEach((field, register) -> heads.put(field, register.headIds()));
        return heads;
    }

    List<AttachmentRow> attachments(ItemState state) {
        var rows = new ArrayList<AttachmentRow>();
        state.attachments()
                .additions()
                .forEach(
                        (key, byEntry) ->
                                rows.add(
                                        new AttachmentRow(
                                                key.name(),
                                                byEntry.values().iterator().next(),
                                                key.sha256(),
                                                files.has(key.sha256()))));
        return rows;
    }

    private String deviceName(DeviceKeys devices, long key) {
        return key == 0 ? "" : names.of(devices.id(key));
    }

    @Override
    public List<NotebookRow> notebooks() {
        var moment = reads.published();
        return ListQueries.notebooks(moment.index(), moment.notebooks());
    }

    @Override
    public Optional<NotebookRow> notebook(String path) {
        var id = reads.published().notebooks().find(path);
        return id.flatMap(
                found -> notebooks().stream().filter(row -> row.id().equals(found)).findFirst());
    }

    @Override
    public boolean knows(ItemId id) {
        return reads.read(
                (reading, _) -> !ItemTable.rows(reading.connection(), List.of(id)).isEmpty());
    }

    @Override
    public List<TagRow> tags() {
        return ListQueries.tags(reads.published().index());
    }

    @Override
    public Counts counts(LocalDate today) {
        var moment = reads.published();
        return ListQueries.counts(moment.index(), moment.notebooks(), today);
    }

    @Override
    public List<ConflictRow> conflicts() {
        return reads.read((reading, moment) -> conflicts.open(reading.connection(), moment));
    }

    @Override
    public List<ConflictRow> allConflicts() {
        return reads.read((reading, moment) -> conflicts.all(reading.connection(), moment));
    }

    @Override
    public Optional<ConflictRow> conflict(ConflictId id) {
        return reads.read((reading, moment) -> conflicts.find(reading.connection(), moment, id));
    }

    @Override
    public List<ConflictId> conflictsWithPrefix(String prefix) {
        return allConflicts().stream()
                .map(ConflictRow::id)
                .filter(id -> id.value().startsWith(prefix))
                .limit(PREFIX_MATCHES_MAX)
                .toList();
    }

    @Override
    public List<ItemId> withPrefix(String prefix, boolean notebooks) {
        var range = prefixRange(prefix);
        if (range == null) {
            return List.of();
        }
        var moment = reads.published();
        if (notebooks) {
            return moment.notebooks().all().stream()
                    .filter(ItemRecord::listed)
                    .map(ItemRecord::id)
                    .filter(id -> id.toString().startsWith(prefix))
                    .limit(PREFIX_MATCHES_MAX)
                    .toList();
        }
        var found = new ArrayList<ItemId>();
        moment.index()
                .forEach(
                        line -> {
                            if (found.size() < PREFIX_MATCHES_MAX && range.contains(line.id())) {
                                found.add(line.id());
                            }
                        });
        return found;
    }

    private record Range(ItemId first, ItemId last) {
        boolean contains(ItemId id) {
            return first.compareTo(id) <= 0 && id.compareTo(last) <= 0;
        }
    }

    /// The ids that a prefix of their text allows; null when no id begins so.
    private static @Nullable Range prefixRange(String prefix) {
        var pattern = "00000000-0000-0000-0000-000000000000";
        var lower = prefix.toLowerCase(Locale.ROOT);
        if (lower.length() > pattern.length() || !lower.matches("[0-9a-f-]*")) {
            return null;
        }
        for (int i = 0; i < lower.length(); i++) {
            if (lower.charAt(i) == '-' != (pattern.charAt(i) == '-')) {
                return null;
            }
        }
        var rest = pattern.substring(lower.length());
        return new Range(
                new ItemId(UUID.fromString(lower + rest)),
                new ItemId(UUID.fromString(lower + rest.replace('0', 'f'))));
    }

    @Override
    public String deviceName(DeviceId device) {
        return names.of(device);
    }

    @Override
    public String viewHash() {
        return HexFormat.of().formatHex(reads.published().viewHash());
    }

    /// What a row shows beyond its own columns.
    private static final class More implements AutoCloseable {
        private final PreparedStatement subtasks;
        private final PreparedStatement waiting;

        More(Connection connection) throws SQLException {
            this.subtasks = ItemTable.subtasks(connection);
            this.waiting =
                    connection.prepareStatement(
                            """
                            SELECT wall_ms FROM undelivered WHERE item = ?
                            ORDER BY item, entry LIMIT 1
                            """);
        }

        ItemRow row(ItemRecord record, NotebookTree notebooks) throws SQLException {
            var counted =
                    record.kind() == ItemKind.TASK
                            ? ItemTable.subtasks(subtasks, record.id())
                            : new ItemTable.Subtasks(0, 0);
            boolean live = notebooks.isLive(record.notebook());
            return new ItemRow(
                    record.id(),
                    record.kind(),
                    record.title(),
                    live ? record.notebook() : null,
                    live ? notebooks.path(record.notebook()) : null,
                    record.tags(),
                    record.pinned(),
                    record.status(),
                    record.due(),
                    record.reminder(),
                    record.completedOn(),
                    record.priority(),
                    record.repeat(),
                    record.repeatFrom(),
                    record.parent(),
                    record.trashed(),
                    record.createdMs(),
                    record.updatedMs(),
                    record.snippet(),
                    counted.all(),
                    counted.done(),
                    record.attachments(),
                    record.conflicts(),
                    waitingSince(record.key()),
                    record.orderKey());
        }

        private long waitingSince(long key) throws SQLException {
            waiting.setLong(1, key);
            try (var found = waiting.executeQuery()) {
                return found.next() ? found.getLong(1) : 0;
            }
        }

        @Override
        public void close() throws SQLException {
            subtasks.close();
            waiting.close();
        }
    }
}

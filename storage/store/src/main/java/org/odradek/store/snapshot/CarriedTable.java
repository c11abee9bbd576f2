package org.odradek.store.snapshot;

import static org.odradek.store.snapshot.Column.bytes;
import static org.odradek.store.snapshot.Column.flag;
import static org.odradek.store.snapshot.Column.id;
import static org.odradek.store.snapshot.Column.local;
import static org.odradek.store.snapshot.Column.number;
import static org.odradek.store.snapshot.Column.text;

import java.util.List;
import java.util.stream.Collectors;

/// The tables that a materialiser fills and a clone carries, in the order of use. Each has its key first.
enum CarriedTable {
    DEVICE(
            "device",
            number("key"),
            id("id"),
            number("arrived"),
            bytes("last_hash"),
            bytes("seen"),
            local("delivered")),
    ITEM(
            "item",
            number("key"),
            id("id"),
            number("kind"),
            flag("listed"),
            text("title"),
            id("notebook"),
            text("tags"),
            flag("pinned"),
            number("status"),
            text("completed_on"),
            text("due"),
            text("reminder"),
            text("repeat"),
            text("repeat_from"),
            number("priority"),
            id("parent"),
            flag("trashed"),
            number("created_ms"),
            number("updated_ms"),
            text("order_key"),
            number("created_by"),
            number("updated_by"),
            text("snippet"),
            number("attachments"),
            number("conflicts"),
            number("predecessor")),
    CONFLICT(
            "conflict",
            number("key"),
            text("id"),
            number("item"),
            text("field"),
            text("kind"),
            number("at_ms"),
            flag("open"),
            bytes("content")),
    MERGED("merged", number("key")),

    /// States and texts go together, so that each is hashed as it comes: see [ContentRows].
    ITEM_STATE("item_state", number("key"), bytes("state"), bytes("digest"), bytes("text_print")),
    BODY("body", number("key"), bytes("directory")),
    BODY_CHUNK("body_chunk", number("key"), text("text")),
    BODY_EVENT(
            "body_event",
            number("key"),
            number("item"),
            number("id_high"),
            number("id_low"),
            number("entry"),
            bytes("content")),

    /// Goes with the entries: see [LogRows].
    ENTRY(
            "entry",
            number("key"),
            number("place"),
            number("state"),
            number("position"),
            bytes("hash"),
            bytes("seen"),
            bytes("parked"),
            number("hlc_ms"),
            number("hlc_counter"),
            number("wall_ms"),
            text("zone"),
            number("origin"),
            id("gesture"),
            flag("gesture_last"),
            bytes("items")),
    ITEM_ENTRY("item_entry", number("key"), number("entry")),
    PARKED("parked", number("key"), number("place"), flag("readable"));

    /// Those that are carried row by row before states and texts.
    static final List<CarriedTable> FOR_LISTS = List.of(DEVICE, ITEM, CONFLICT, MERGED);

    final String table;

    @SuppressWarnings("ImmutableEnumChecker") // List.of gives one that never changes.
    final List<Column> columns;

    CarriedTable(String table, Column... columns) {
        this.table = table;
        this.columns = List.of(columns);
    }

    List<Column> carried() {
        return columns.stream().filter(Column::isCarried).toList();
    }

    private static String names(List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    /// Reads what follows a key.
    String select() {
        return "SELECT "
                + names(carried())
                + " FROM "
                + table
                + " WHERE key > ? ORDER BY key LIMIT ?";
    }

    /// Inserts as many rows as its arrays, one a column, are long.
    String insert() {
        var arrays =
                columns.stream()
                        .map(column -> "CAST(? AS " + column.type().sql + " ARRAY)")
                        .collect(Collectors.joining(", "));
        return "INSERT INTO "
                + table
                + " ("
                + names(columns)
                + ") SELECT * FROM UNNEST("
                + arrays
                + ")";
    }
}

package org.odradek.app.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.ItemKind;
import org.odradek.core.entry.ItemId;
import org.odradek.store.view.AttachmentRow;
import org.odradek.store.view.ItemDetail;
import org.odradek.store.view.ItemRow;
import org.odradek.store.view.View;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;

/// Items in the shape that the command line promises: fields are added, never renamed.
final class ItemJson {
    static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final View view;
    private final ZoneId zone;

    ItemJson(View view, ZoneId zone) {
        this.view = view;
        this.zone = zone;
    }

    /// An item with its body; it must be there.
    ObjectNode item(ItemId id) {
        return item(view.item(id).orElseThrow());
    }

    ObjectNode item(ItemDetail detail) {
        return node(detail.row(), detail.body(), detail.attachments(), detail);
    }

    /// Items as a list prints them: without the body.
    ArrayNode list(Collection<ItemId> ids) {
        var list = NODES.arrayNode();
        view.rows(ids).forEach(row -> list.add(listed(row)));
        return list;
    }

    /// Attachments and conflicts are looked up only where the row says that there are some.
    ObjectNode listed(ItemRow row) {
        var detail =
                row.attachments() > 0 || row.conflicts() > 0
                        ? view.item(row.id()).orElse(null)
                        : null;
        return node(row, null, detail == null ? List.of() : detail.attachments(), detail);
    }

    String time(long ms) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(Instant.ofEpochMilli(ms).atZone(zone));
    }

    /// One line for a person.
    static String line(ItemRow row) {
        var line = new StringBuilder(row.id().toString());
        line.append(row.kind() == ItemKind.NOTE ? "     " : status(row))
                .append(' ')
                .append(row.title());
        if (row.due() != null) {
            line.append("  due ").append(row.due());
        }
        if (row.notebookPath() != null) {
            line.append("  in ").append(row.notebookPath());
        }
        row.tags().forEach(tag -> line.append("  #").append(tag));
        if (row.conflicts() > 0) {
            line.append("  (").append(row.conflicts()).append(" to decide)");
        }
        return line.toString();
    }

    private static String status(ItemRow row) {
        return switch (row.status()) {
            case null -> "     ";
            case OPEN -> "  [ ]";
            case DONE -> "  [x]";
            case CANCELLED -> "  [-]";
        };
    }

    private ObjectNode node(
            ItemRow row,
            @Nullable String body,
            List<AttachmentRow> attachments,
            @Nullable ItemDetail detail) {
        var node = NODES.objectNode();
        node.put("id", row.id().toString());
        node.put("kind", row.kind().wireName());
        node.put("title", row.title());
        if (body != null) {
            node.put("body", body);
        }
        node.put("notebook", row.notebookPath());
        var tags = node.putArray("tags");
        row.tags().forEach(tags::add);
        node.put("pinned", row.pinned());
        node.put("status", row.status() == null ? null : row.status().wireName());
        node.put("due", row.due());
        node.put("reminder", row.reminder());
        node.put("priority", row.priority());
        node.put("repeat", row.repeat());
        node.put("repeatFrom", row.repeatFrom());
        node.put("parent", row.parent() == null ? null : row.parent().toString());
        node.put("trashed", row.trashed());
        node.put("created", time(row.createdMs()));
        node.put("updated", time(row.updatedMs()));
        var files = node.putArray("attachments");
        attachments.forEach(
                file ->
                        files.addObject()
                                .put("name", file.name())
                                .put("size", file.sizeBytes())
                                .put("sha256", file.sha256())
                                .put("here", file.here()));
        var conflicts = node.putArray("conflicts");
        if (detail != null) {
            detail.conflicts().forEach(conflict -> conflicts.add(conflict.value()));
        }
        return node;
    }
}

package org.odradek.app.conflicts;

import org.jspecify.annotations.Nullable;
import org.odradek.app.look.Messages;
import org.odradek.app.look.TimeWords;
import org.odradek.store.view.ConflictRow;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;

/// What the conflicts panel says.
final class ConflictWords {
    private final Messages messages;
    private final TimeWords times;

    ConflictWords(Messages messages, TimeWords times) {
        this.messages = messages;
        this.times = times;
    }

    String text(String key, Object... arguments) {
        return messages.text(key, arguments);
    }

    String count(String key, long n, Object... others) {
        return messages.count(key, n, others);
    }

    String title(ConflictRow row) {
        return row.title().isBlank() ? messages.text("untitled") : row.title();
    }

    /// “Title of “Pay rent””.
    String heading(ConflictRow row) {
        return switch (row.kind()) {
            case VALUE, MOVE -> messages.text("conflict.of", field(row.field()), title(row));
            case TEXT -> messages.text("conflict.text", title(row));
            case DELETE -> messages.text("conflict.delete", title(row));
            case NOTEBOOK_DELETE ->
                    messages.count("conflict.notebookDelete", row.items().size(), title(row));
            case CYCLE -> messages.text("conflict.cycle");
            case ATTACHMENT -> messages.text("conflict.attachment", title(row));
            case UNKNOWN -> messages.text("conflict.unknown");
        };
    }

    String field(String name) {
        return switch (name) {
            case "title",
                    "notebook",
                    "status",
                    "due",
                    "reminder",
                    "repeat",
                    "repeatFrom",
                    "body",
                    "trashed",
                    "parent",
                    "removed",
                    "name",
                    "kind" ->
                    messages.text("field." + name);
            default -> name;
        };
    }

    /// A version's value as a person reads it.
    String value(ConflictRow row, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return messages.text(row.field().equals("notebook") ? "nav.inbox" : "value.none");
        }
        return switch (row.field()) {
            case "due", "reminder" -> date(value);
            case "status" -> messages.text("status." + value);
            case "notebook", "parent" -> value.replace("/", " › ");
            case "trashed", "removed" ->
                    messages.text(value.equals("deleted") ? "value.deleted" : "value.edited");
            default -> value;
        };
    }

    private String date(String value) {
        try {
            return value.length() > 10
                    ? times.dayAndWeekday(LocalDateTime.parse(value).toLocalDate())
                            + ", "
                            + times.time(LocalDateTime.parse(value).toLocalTime())
                    : times.dayAndWeekday(LocalDate.parse(value));
        } catch (DateTimeParseException newerForm) {
            return value;
        }
    }

    String device(ConflictRow.Version version) {
        return version.thisDevice()
                ? messages.text("conflict.thisDevice", version.deviceName())
                : version.deviceName();
    }

    String when(long ms) {
        return times.past(Instant.ofEpochMilli(ms));
    }

    /// “Desk PC and Laptop, yesterday at 18:04”.
    String devices(ConflictRow row) {
        var names =
                row.versions().stream()
                        .map(ConflictRow.Version::deviceName)
                        .distinct()
                        .reduce((a, b) -> messages.text("list.and", a, b))
                        .orElse("");
        long newest = row.versions().stream().mapToLong(ConflictRow.Version::atMs).max().orElse(0);
        return newest == 0 ? names : messages.text("list.comma", names, when(newest));
    }

    String resolved(ConflictRow.Resolved resolved) {
        return messages.text(
                "conflict.resolved",
                resolved.by(),
                resolved.value() == null ? messages.text("value.none") : resolved.value());
    }
}

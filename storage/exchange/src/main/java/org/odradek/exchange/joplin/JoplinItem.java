package org.odradek.exchange.joplin;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// One item as Joplin writes it: title, empty line, body, empty line, and `key: value` lines, of which the last empty line
/// before them marks the beginning (Joplin's `BaseItem.serialize`).
///
/// @param body byte for byte, as far as text has bytes
record JoplinItem(String title, String body, Map<String, String> fields) {
    /// The item, or empty when the text does not end in fields with an id and a type.
    static Optional<JoplinItem> parse(String text) {
        var fieldsAt = fieldsAt(text);
        var fields = new HashMap<String, String>();
        for (var line : text.substring(fieldsAt).split("\n")) {
            var colon = line.indexOf(':');
            if (colon <= 0) {
                return Optional.empty();
            }
            fields.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        }
        if (!fields.containsKey("id") || !fields.getOrDefault("type_", "").matches("\\d{1,6}")) {
            return Optional.empty();
        }
        // The empty line before the fields and the line end before it are Joplin's.
        var head = text.substring(0, Math.max(0, fieldsAt - 2));
        var titleEnd = head.indexOf('\n');
        if (titleEnd < 0) {
            return Optional.of(new JoplinItem(head, "", fields));
        }
        var bodyAt = head.indexOf('\n', titleEnd + 1) + 1;
        var body = bodyAt == 0 ? "" : head.substring(bodyAt);
        return Optional.of(new JoplinItem(head.substring(0, titleEnd), body, fields));
    }

    String id() {
        return field("id");
    }

    int type() {
        return Integer.parseInt(field("type_"));
    }

    /// The field's value, empty when it is not there.
    String field(String name) {
        return fields.getOrDefault(name, "");
    }

    boolean flag(String name) {
        return field(name).equals("1");
    }

    /// A number of milliseconds since 1970; null when it is zero or no such number.
    @Nullable Instant millis(String name) {
        try {
            var millis = Long.parseLong(field(name));
            return millis == 0 ? null : Instant.ofEpochMilli(millis);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /// An ISO date-time; null when it is none.
    @Nullable Instant time(String name) {
        try {
            return Instant.parse(field(name));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int fieldsAt(String text) {
        var end = text.length();
        while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        var at = end;
        while (at > 0) {
            var lineStart = text.lastIndexOf('\n', at - 1) + 1;
            if (text.substring(lineStart, at).isBlank()) {
                return at + 1;
            }
            if (lineStart == 0) {
                return 0;
            }
            at = lineStart - 1;
        }
        return 0;
    }
}

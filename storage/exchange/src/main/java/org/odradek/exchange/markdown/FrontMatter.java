package org.odradek.exchange.markdown;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The block between two lines of `---` at a note's very beginning: its top-level keys with their plain values or lists. A
/// small part of YAML is read, whatever else is there is passed over; the text itself is never changed.
final class FrontMatter {
    private static final List<String> TAG_KEYS = List.of("tags", "tag");
    private static final List<String> CREATED_KEYS =
            List.of(
                    "created",
                    "date created",
                    "date-created",
                    "created_at",
                    "created-at",
                    "creation date",
                    "date");
    private static final List<String> UPDATED_KEYS =
            List.of(
                    "updated",
                    "modified",
                    "date modified",
                    "date-modified",
                    "updated_at",
                    "updated-at",
                    "last modified",
                    "lastmod");

    /// Longer blocks are no front matter that anybody wrote; the search for the closing line ends there.
    private static final int BLOCK_CHARS_MAX = 256 * 1024;

    private final Map<String, List<String>> values;

    private FrontMatter(Map<String, List<String>> values) {
        this.values = values;
    }

    /// Reads what is at the beginning of the note, which may be nothing.
    static FrontMatter of(String body) {
        var values = new LinkedHashMap<String, List<String>>();
        var block = block(body);
        if (block.isPresent()) {
            List<String> current = new ArrayList<>();
            for (var line : block.get().split("\r\n|\n|\r")) {
                current = readLine(line, current, values);
            }
        }
        return new FrontMatter(values);
    }

    /// The lines between the fences, or empty when the note has no front matter.
    static Optional<String> block(String body) {
        var start = body.startsWith("\uFEFF") ? 1 : 0;
        var first = lineEnd(body, start);
        if (!body.startsWith("---", start)
                || !body.substring(start, first).stripTrailing().equals("---")) {
            return Optional.empty();
        }
        var from = nextLine(body, first);
        for (var at = from; at < body.length() && at - from < BLOCK_CHARS_MAX; ) {
            var end = lineEnd(body, at);
            var line = body.substring(at, end).stripTrailing();
            if (line.equals("---") || line.equals("...")) {
                return Optional.of(body.substring(from, at));
            }
            at = nextLine(body, end);
        }
        return Optional.empty();
    }

    /// The tags in their order, each once, without number signs.
    List<String> tags() {
        var tags = new LinkedHashSet<String>();
        for (var key : TAG_KEYS) {
            for (var value : values.getOrDefault(key, List.of())) {
                for (var tag : value.split("[,\\s]+")) {
                    var name = tag.replaceFirst("^#+", "");
                    if (!name.isBlank()) {
                        tags.add(name);
                    }
                }
            }
        }
        return List.copyOf(tags);
    }

    /// When the note was made; a date without an offset is one of this zone.
    Optional<Instant> created(ZoneId zone) {
        return first(CREATED_KEYS, zone);
    }

    Optional<Instant> updated(ZoneId zone) {
        return first(UPDATED_KEYS, zone);
    }

    /// The values under a key, none when it is not there.
    List<String> values(String key) {
        return values.getOrDefault(key, List.of());
    }

    private Optional<Instant> first(List<String> keys, ZoneId zone) {
        return keys.stream()
                .flatMap(key -> values.getOrDefault(key, List.of()).stream())
                .flatMap(value -> instant(value, zone).stream())
                .findFirst();
    }

    private static Optional<Instant> instant(String value, ZoneId zone) {
        var text =
                value.strip()
                        .replaceFirst("^(\\d{4}-\\d{2}-\\d{2})\\s+(\\d)", "$1T$2")
                        .replaceFirst(" (?=[+-]\\d\\d)", "");
        try {
            if (text.length() == "2026-12-01".length()) {
                return Optional.of(LocalDate.parse(text).atStartOfDay(zone).toInstant());
            }
            var hasOffset = text.matches(".*T.*(Z|[+-]\\d\\d:?\\d\\d)$");
            return Optional.of(
                    hasOffset
                            ? OffsetDateTime.parse(
                                            text.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2"))
                                    .toInstant()
                            : LocalDateTime.parse(text).atZone(zone).toInstant());
        } catch (DateTimeException e) {
            // A date in words is one person's own notation; the file's own time stands in for it.
            return Optional.empty();
        }
    }

    private static List<String> readLine(
            String line, List<String> current, Map<String, List<String>> values) {
        var text = line.strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return current;
        }
        if (text.startsWith("- ") || text.equals("-")) {
            addList(text.replaceFirst("^(-\\s+)+", ""), current);
            return current;
        }
        if (Character.isWhitespace(line.charAt(0))) {
            addContinuation(text, current);
            return current;
        }
        var colon = text.indexOf(':');
        if (colon <= 0) {
            return current;
        }
        var list = new ArrayList<String>();
        values.putIfAbsent(unquoted(text.substring(0, colon)).toLowerCase(Locale.ROOT), list);
        addList(text.substring(colon + 1).strip(), list);
        return list;
    }

    /// The further lines of an inline list; those of a nested map belong to nobody here.
    private static void addContinuation(String text, List<String> current) {
        if (!text.contains(": ") && !text.endsWith(":")) {
            addList(text, current);
        }
    }

    private static void addList(String text, List<String> into) {
        var inner = text.replaceFirst("^\\[+", "").replaceFirst("\\]+\\s*(#.*)?$", "");
        if (inner.equals(text)) {
            addScalar(text, into);
        } else {
            for (var part : inner.split(",")) {
                addScalar(part.replaceFirst("^\\s*\\[+", "").replaceFirst("\\]+\\s*$", ""), into);
            }
        }
    }

    private static void addScalar(String text, List<String> into) {
        var value = unquoted(text);
        if (!value.isEmpty()
                && !value.equals("~")
                && !value.equals("null")
                && !value.equals("[]")) {
            into.add(value);
        }
    }

    private static String unquoted(String text) {
        var value = text.strip();
        for (var quote : List.of("\"", "'")) {
            if (value.startsWith(quote)) {
                var end = value.indexOf(quote, 1);
                return end < 0 ? value : value.substring(1, end);
            }
        }
        // A comment begins with a number sign after white space; a number sign at the beginning may
        // be a tag's.
        return value.replaceFirst("\\s+#.*$", "");
    }

    private static int lineEnd(String body, int from) {
        var at = from;
        while (at < body.length() && body.charAt(at) != '\n' && body.charAt(at) != '\r') {
            at++;
        }
        return at;
    }

    private static int nextLine(String body, int lineEnd) {
        if (lineEnd >= body.length()) {
            return lineEnd;
        }
        var crlf = body.startsWith("\r\n", lineEnd);
        return lineEnd + (crlf ? 2 : 1);
    }
}

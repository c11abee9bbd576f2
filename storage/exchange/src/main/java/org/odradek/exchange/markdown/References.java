package org.odradek.exchange.markdown;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The places in a note's text that may mean a file: wiki links and embeds, Markdown links and images, link definitions, and
/// HTML attributes. Each is a list of readings, the most literal first, since people do not escape as the rules say. Text in
/// code counts too: a file taken for nothing does no harm, one left out does.
final class References {
    private static final Pattern WIKI = Pattern.compile("\\[\\[([^\\[\\]\\r\\n]+)\\]\\]");
    private static final Pattern DEFINITION =
            Pattern.compile("(?m)^ {0,3}\\[[^\\]\\r\\n]+\\]:[ \\t]*(\\S[^\\r\\n]*)$");
    private static final Pattern HTML =
            Pattern.compile(
                    "(?i)\\b(?:src|href|poster|data)\\s*=\\s*(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\\s\"'<>]+))");
    private static final Pattern SCHEME =
            Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]+:.*", Pattern.DOTALL);

    /// A destination is no longer than this, which is a path's length at most on the systems that we know.
    private static final int DESTINATION_CHARS_MAX = 4096;

    private References() {}

    /// A reference as written.
    ///
    /// @param readings what it may mean, most likely first; never empty
    /// @param wiki whether it is searched for by name anywhere, from the root on
    record Reference(List<String> readings, boolean wiki) {}

    static List<Reference> in(String body) {
        var found = new LinkedHashSet<Reference>();
        for (var wiki = WIKI.matcher(body); wiki.find(); ) {
            add(found, wikiReadings(wiki.group(1)), true);
        }
        for (var at = body.indexOf("]("); at >= 0; at = body.indexOf("](", at + 2)) {
            add(found, destinationReadings(destination(body, at + 2)), false);
        }
        for (var definition = DEFINITION.matcher(body); definition.find(); ) {
            add(found, destinationReadings(definition.group(1)), false);
        }
        for (var html = HTML.matcher(body); html.find(); ) {
            var value =
                    html.group(1) != null
                            ? html.group(1)
                            : html.group(2) != null ? html.group(2) : html.group(3);
            add(found, withoutSuffixes(value.replace("&amp;", "&").strip()), false);
        }
        return List.copyOf(found);
    }

    private static void add(Set<Reference> found, Set<String> readings, boolean wiki) {
        var files =
                readings.stream()
                        .filter(
                                text ->
                                        !text.isBlank()
                                                && text.indexOf('\0') < 0
                                                && !SCHEME.matcher(text).matches())
                        .toList();
        if (!files.isEmpty()) {
            found.add(new Reference(files, wiki));
        }
    }

    /// `name|size`, `name#heading`, and in tables `name\|size`.
    private static Set<String> wikiReadings(String inner) {
        var readings = new LinkedHashSet<String>();
        readings.add(inner.strip());
        var bar = inner.indexOf('|');
        var target = bar < 0 ? inner : inner.substring(0, bar);
        if (bar > 0 && target.endsWith("\\")) {
            target = target.substring(0, target.length() - 1);
        }
        readings.addAll(withoutSuffixes(target.strip()));
        return readings;
    }

    /// `<path>`, `path "title"`, and what people write: `path with spaces`.
    private static Set<String> destinationReadings(String raw) {
        var text = raw.strip();
        if (text.startsWith("<")) {
            var end = text.indexOf('>');
            return withoutSuffixes(end < 0 ? text.substring(1) : text.substring(1, end));
        }
        var readings = new LinkedHashSet<>(withoutSuffixes(text));
        var untitled = text.replaceFirst("\\s+(\"[^\"]*\"|'[^']*'|\\([^)]*\\))$", "");
        readings.addAll(withoutSuffixes(untitled));
        readings.addAll(withoutSuffixes(untitled.split("\\s", 2)[0]));
        readings.addAll(withoutSuffixes(untitled.replaceAll("\\\\(\\p{Punct})", "$1")));
        return readings;
    }

    /// The text itself, decoded, and without its fragment and query, each of which a file's name may hold too.
    private static Set<String> withoutSuffixes(String text) {
        var readings = new LinkedHashSet<String>();
        for (var form : new String[] {text, before(text, '#'), before(before(text, '#'), '?')}) {
            readings.add(form.strip());
            readings.add(percentDecoded(form).strip());
        }
        return readings;
    }

    private static String before(String text, char sign) {
        var at = text.indexOf(sign);
        return at < 0 ? text : text.substring(0, at);
    }

    private static String percentDecoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A lone percent sign is a percent sign.
            return text;
        }
    }

    /// The text from here to the closing parenthesis, pairs inside it counted, on this line; empty when there is none. A path holds
    /// no `](`, so that no text is scanned twice, whatever a line is made of.
    private static String destination(String body, int from) {
        var end = Math.min(body.length(), from + DESTINATION_CHARS_MAX);
        var depth = 0;
        var angle = from < end && body.charAt(from) == '<';
        for (var at = from; at < end; at++) {
            var sign = body.charAt(at);
            if (sign == '\n' || sign == '\r' || body.startsWith("](", at)) {
                return "";
            } else if (angle) {
                angle = sign != '>';
            } else if (sign == '\\') {
                at++;
            } else if (sign == '(') {
                depth++;
            } else if (sign == ')' && depth-- == 0) {
                return body.substring(from, at);
            }
        }
        return "";
    }
}

package org.odradek.app.editor.styling;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds what a place in a line leads to. Pure.
public final class Links {
    /// What following a place means.
    public sealed interface Target {}

    /// An address of the web, or of a file attached to the note, as written.
    public record Address(String address) implements Target {}

    /// A note, by its title.
    public record Note(String title) implements Target {}

    /// A tag, without its mark.
    public record Tag(String name) implements Target {}

    private static final Pattern LINK =
            Pattern.compile(
                    "\\[\\[(?<wiki>[^\\]|]+)(?:\\|[^\\]]*)?\\]\\]"
                            + "|!?\\[[^\\]]*\\]\\((?<address>[^)\\s]+)[^)]*\\)"
                            + "|<(?<auto>https?://[^>\\s]+)>");

    private static final String URL_STOPS = "<>\"`|";

    private static final String URL_TRAILERS = ".,;:!?*_~'";

    private Links() {}

    /// What the character at `column` (UTF-16) of a line leads to, if to anything; the place right
    /// behind a link counts as in it, as a caret stands there.
    public static Optional<Target> at(String line, int column) {
        Matcher matcher = LINK.matcher(line);
        while (matcher.find()) {
            if (matcher.start() <= column && column <= matcher.end()) {
                return Optional.of(target(matcher));
            }
        }
        for (int at = 0; at < line.length() && at <= column; at++) {
            char c = line.charAt(at);
            if (c == '#' && tagEnd(line, at) >= column) {
                return Optional.of(new Tag(line.substring(at + 1, tagEnd(line, at))));
            }
            if ((c == 'h' || c == 'w') && isUrl(line, at) && urlEnd(line, at) >= column) {
                String url = line.substring(at, urlEnd(line, at));
                return Optional.of(new Address(c == 'w' ? "https://" + url : url));
            }
        }
        return Optional.empty();
    }

    private static Target target(Matcher matcher) {
        String wiki = matcher.group("wiki");
        if (wiki != null) {
            return new Note(wiki.strip());
        }
        String address = matcher.group("address");
        return new Address(address != null ? address : matcher.group("auto"));
    }

    private static boolean isUrl(String line, int at) {
        return line.startsWith("https://", at)
                || line.startsWith("http://", at)
                || line.startsWith("www.", at);
    }

    /// Where a tag that starts with the `#` at `at` ends, or -1: it stands at the start or after a
    /// space or bracket and has at least one letter.
    static int tagEnd(String line, int at) {
        if (at > 0 && "([{ \t,;".indexOf(line.charAt(at - 1)) < 0) {
            return -1;
        }
        int to = at + 1;
        boolean letter = false;
        while (to < line.length() && isTagPart(line.charAt(to))) {
            letter |= !Character.isDigit(line.charAt(to));
            to++;
        }
        while (to > at + 1 && "/-".indexOf(line.charAt(to - 1)) >= 0) {
            to--;
        }
        return letter && to > at + 1 ? to : -1;
    }

    private static boolean isTagPart(char c) {
        return Character.isLetterOrDigit(c)
                || c == '_'
                || c == '-'
                || c == '/'
                || Character.isSurrogate(c);
    }

    /// Where a bare address ends: before a space, and before punctuation that ends a sentence.
    static int urlEnd(String line, int at) {
        int to = at;
        int depth = 0;
        while (to < line.length()) {
            char c = line.charAt(to);
            if (Character.isWhitespace(c) || URL_STOPS.indexOf(c) >= 0) {
                break;
            }
            if (c == '(') {
                depth++;
            } else if (c == ')' && --depth < 0) {
                break;
            }
            to++;
        }
        while (to > at && URL_TRAILERS.indexOf(line.charAt(to - 1)) >= 0) {
            to--;
        }
        return to;
    }
}

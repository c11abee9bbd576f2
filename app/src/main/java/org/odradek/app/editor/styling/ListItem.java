package org.odradek.app.editor.styling;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The head of a line that is a list item or a quote: what Enter continues and Ctrl+L toggles.
///
/// @param prefix quote marks and indent before the marker
/// @param marker `-`, `*`, `+`, `1.` or `1)`; empty for a quote without a list
/// @param gap the spaces behind the marker
/// @param box the box with its brackets, or null
/// @param content where the item's own words start, in UTF-16 units of the line
public record ListItem(
        String prefix, String marker, String gap, @Nullable String box, int content) {
    private static final Pattern HEAD =
            Pattern.compile(
                    "^(?<prefix>(?:[ \\t]*>[ \\t]?)*[ \\t]*)"
                            + "(?<marker>[-*+]|\\d{1,9}[.)])(?<gap>[ \\t]+)"
                            + "(?:(?<box>\\[[ xX]\\])(?=[ \\t]|$)[ \\t]?)?");

    private static final Pattern QUOTE = Pattern.compile("^(?:[ \\t]*>[ \\t]?)+");

    /// The head of a line, if it is an item or a quote.
    public static Optional<ListItem> of(String line) {
        Matcher item = HEAD.matcher(line);
        if (item.find()) {
            return Optional.of(
                    new ListItem(
                            item.group("prefix"),
                            item.group("marker"),
                            item.group("gap"),
                            item.group("box"),
                            item.end()));
        }
        Matcher quote = QUOTE.matcher(line);
        if (quote.find()) {
            return Optional.of(new ListItem(quote.group(), "", "", null, quote.end()));
        }
        return Optional.empty();
    }

    public boolean isNumbered() {
        return !marker.isEmpty() && Character.isDigit(marker.charAt(0));
    }

    public boolean isQuoteOnly() {
        return marker.isEmpty();
    }

    public boolean isDone() {
        return box != null && !box.equals("[ ]");
    }

    /// Where the box starts, or -1.
    public int boxStart() {
        return box == null ? -1 : prefix.length() + marker.length() + gap.length();
    }

    /// The head of the item that follows this one.
    public String next() {
        if (isQuoteOnly()) {
            return prefix;
        }
        String nextMarker = marker;
        if (isNumbered()) {
            int digits = marker.length() - 1;
            nextMarker = Long.parseLong(marker.substring(0, digits)) + 1 + marker.substring(digits);
        }
        return prefix + nextMarker + gap + (box == null ? "" : "[ ] ");
    }
}

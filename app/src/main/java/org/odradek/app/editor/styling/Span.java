package org.odradek.app.editor.styling;

import java.util.Set;

/// So many characters (UTF-16) of one look.
public record Span(int length, Set<Style> styles) {
    public Span {
        if (length <= 0) {
            throw new IllegalArgumentException("A span of " + length + " characters");
        }
        styles = Set.copyOf(styles);
    }
}

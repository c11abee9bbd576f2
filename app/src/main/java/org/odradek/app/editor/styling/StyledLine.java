package org.odradek.app.editor.styling;

import java.util.List;

/// A line as it looks: its spans, whose lengths add up to the line, its kind, and what it leaves
/// open for the next one.
public record StyledLine(List<Span> spans, LineKind kind, LineState after) {
    public StyledLine {
        spans = List.copyOf(spans);
    }
}

package org.odradek.app.editor.surface;

import java.util.List;

/// What a person did to the text since the last report.
///
/// @param splices in order, never empty
/// @param startsStep whether undo takes back from here on: the typing paused, the caret jumped, or
///     a command was used
public record LocalEdit(List<Splice> splices, boolean startsStep) {
    public LocalEdit {
        splices = List.copyOf(splices);
        if (splices.isEmpty()) {
            throw new IllegalArgumentException("An edit of no splices");
        }
    }
}

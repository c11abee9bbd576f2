package org.odradek.app.conflicts;

import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

import org.jspecify.annotations.Nullable;

/// A value with what differs from the one before: added words underlined, removed ones struck.
final class DiffFlow {
    private DiffFlow() {}

    static TextFlow of(@Nullable String before, String after) {
        var flow = new TextFlow();
        flow.getStyleClass().add("od-diff");
        if (before == null) {
            flow.getChildren().add(text(after, "od-diff-equal"));
            return flow;
        }
        for (var piece : WordDiff.of(before, after)) {
            var shown = piece.text().replace("\n", "↵\n");
            flow.getChildren()
                    .add(
                            switch (piece.kind()) {
                                case EQUAL -> text(piece.text(), "od-diff-equal");
                                case ADDED -> text(shown, "od-diff-added-text");
                                case REMOVED -> text(shown, "od-diff-removed-text");
                            });
        }
        return flow;
    }

    private static Text text(String words, String styleClass) {
        var text = new Text(words);
        text.getStyleClass().add(styleClass);
        return text;
    }
}

package org.odradek.app.window;

import javafx.scene.Node;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Goes round the panes by key; one that is not on the screen is passed over.
final class PaneFocus {
    /// A pane, and how it takes the focus.
    record Pane(Node node, Runnable focus) {}

    private final List<Pane> panes;

    PaneFocus(List<Pane> panes) {
        this.panes = panes;
    }

    void move(@Nullable Node focused, int step) {
        int at = 0;
        for (int i = 0; i < panes.size(); i++) {
            if (Keys.isWithin(focused, panes.get(i).node())) {
                at = i;
            }
        }
        for (int tried = 1; tried <= panes.size(); tried++) {
            var next = panes.get(Math.floorMod(at + step * tried, panes.size()));
            if (next.node().getScene() != null && next.node().isVisible()) {
                next.focus().run();
                return;
            }
        }
    }
}

package org.odradek.app.window;

import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;
import org.odradek.app.look.Messages;
import org.odradek.store.view.ItemDetail;

/// The window's title: the open item's, then the program's name. FX thread only.
final class WindowTitle {
    private final Stage stage;
    private final String program;
    private final Messages messages;

    WindowTitle(Stage stage, String program, Messages messages) {
        this.stage = stage;
        this.program = program;
        this.messages = messages;
    }

    void show(@Nullable ItemDetail shown) {
        stage.setTitle(
                shown == null || shown.row().title().isBlank()
                        ? program
                        : messages.text("window.title", shown.row().title(), program));
    }
}

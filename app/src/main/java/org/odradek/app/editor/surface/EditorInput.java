package org.odradek.app.editor.surface;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import java.util.Optional;

/// The keys that mean more than typing.
final class EditorInput {
    private final Canvas canvas;
    private final TextCommands commands;
    private final EditorKeys keys;

    EditorInput(Canvas canvas, TextCommands commands, EditorKeys keys) {
        this.canvas = canvas;
        this.commands = commands;
        this.keys = keys;
    }

    /// Sees a key before the control does, and consumes what it understands.
    void pressed(KeyEvent event) {
        Optional<Command> command = keys.command(event);
        if (command.isPresent()) {
            commands.run(command.get());
            event.consume();
        } else if (event.getCode() == KeyCode.TAB && !event.isAltDown() && !event.isMetaDown()) {
            tab(event);
        } else if (isPlainEnter(event) && canvas.isEditable() && commands.enter()) {
            event.consume();
        }
    }

    private void tab(KeyEvent event) {
        event.consume();
        if (event.isControlDown() || !canvas.isEditable()) {
            canvas.leave(event.isShiftDown());
        } else {
            commands.tab(event.isShiftDown());
        }
    }

    private static boolean isPlainEnter(KeyEvent event) {
        return event.getCode() == KeyCode.ENTER
                && !event.isShiftDown()
                && !event.isShortcutDown()
                && !event.isAltDown();
    }
}

package org.odradek.app.editor.surface;

import static javafx.scene.input.KeyCombination.ALT_DOWN;
import static javafx.scene.input.KeyCombination.SHIFT_DOWN;
import static javafx.scene.input.KeyCombination.SHORTCUT_DOWN;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Which key asks the text for what.
public final class EditorKeys {
    private final Map<Command, KeyCombination> keys;

    public EditorKeys(Map<Command, KeyCombination> keys) {
        this.keys = Map.copyOf(keys);
    }

    /// The keys as they come.
    public static EditorKeys standard() {
        Map<Command, KeyCombination> keys = new LinkedHashMap<>();
        keys.put(Command.BOLD, new KeyCodeCombination(KeyCode.B, SHORTCUT_DOWN));
        keys.put(Command.ITALIC, new KeyCodeCombination(KeyCode.I, SHORTCUT_DOWN));
        keys.put(Command.CODE, new KeyCodeCombination(KeyCode.C, SHORTCUT_DOWN, SHIFT_DOWN));
        keys.put(Command.LINK, new KeyCodeCombination(KeyCode.K, SHORTCUT_DOWN));
        keys.put(Command.TOGGLE_BOX, new KeyCodeCombination(KeyCode.L, SHORTCUT_DOWN));
        keys.put(
                Command.NUMBERS, new KeyCodeCombination(KeyCode.DIGIT7, SHORTCUT_DOWN, SHIFT_DOWN));
        keys.put(
                Command.BULLETS, new KeyCodeCombination(KeyCode.DIGIT8, SHORTCUT_DOWN, SHIFT_DOWN));
        keys.put(Command.BOXES, new KeyCodeCombination(KeyCode.DIGIT9, SHORTCUT_DOWN, SHIFT_DOWN));
        keys.put(Command.LINE_UP, new KeyCodeCombination(KeyCode.UP, ALT_DOWN));
        keys.put(Command.LINE_DOWN, new KeyCodeCombination(KeyCode.DOWN, ALT_DOWN));
        keys.put(Command.DELETE_LINE, new KeyCodeCombination(KeyCode.K, SHORTCUT_DOWN, SHIFT_DOWN));
        keys.put(Command.FOLLOW_LINK, new KeyCodeCombination(KeyCode.ENTER, SHORTCUT_DOWN));
        return new EditorKeys(keys);
    }

    /// The key of a command, for menus and the palette.
    public Optional<KeyCombination> of(Command command) {
        return Optional.ofNullable(keys.get(command));
    }

    Optional<Command> command(KeyEvent event) {
        return keys.entrySet().stream()
                .filter(entry -> entry.getValue().match(event))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}

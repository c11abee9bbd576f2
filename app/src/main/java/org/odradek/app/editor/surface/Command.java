package org.odradek.app.editor.surface;

/// What a person can ask the text for, by key, menu or palette.
public enum Command {
    BOLD,
    ITALIC,
    CODE,
    LINK,
    TOGGLE_BOX,
    NUMBERS,
    BULLETS,
    BOXES,
    LINE_UP,
    LINE_DOWN,
    DELETE_LINE,
    INDENT,
    OUTDENT,
    FOLLOW_LINK,
    BREAK_LONG_LINES
}

package org.odradek.app.editor.surface;

/// In which form the text is shown.
public sealed interface Shown {
    /// Styled and wrapped.
    record Styled() implements Shown {}

    /// Not wrapped, because a line is too long for it.
    record Unwrapped(int longestLineChars) implements Shown {}

    /// Without any styles, because the text is too long for them.
    record Plain() implements Shown {}
}

package org.odradek.app.editor.styling;

/// What the lines above leave open: nothing, or fenced code.
///
/// Two equal states style a line equally, so styling after an edit stops at the first line whose
/// state did not change.
public sealed interface LineState {
    LineState PLAIN = new Plain();

    /// No fence is open.
    record Plain() implements LineState {}

    /// Inside a fence of `length` times `mark`, perhaps inside a comment over several lines.
    record Fenced(char mark, int length, CodeLanguage language, boolean comment)
            implements LineState {}
}

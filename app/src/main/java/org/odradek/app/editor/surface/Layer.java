package org.odradek.app.editor.surface;

/// What can be laid over the text without changing it. The ranges of one layer do not overlap, and
/// they move with the text.
public enum Layer {
    /// Every hit of the find bar.
    FOUND,
    /// The hit that the find bar stands at.
    FOUND_HERE,
    /// Wiki links that find no note.
    UNKNOWN_TARGET,
    /// Places that two devices changed: a bar beside their lines.
    REVIEW,
    /// What just came from another device; set by the surface itself.
    ARRIVED
}

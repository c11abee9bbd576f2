/// Where a note's text is edited: one interface over the editing controls, and what stands between
/// their keys and the note's splices.
///
/// Positions are UTF-16 units of the text as shown, whose lines end with a line feed. Everything
/// that knows JavaFX belongs to the FX thread; splices, typing and block edits are pure.
@NullMarked
package org.odradek.app.editor.surface;

import org.jspecify.annotations.NullMarked;

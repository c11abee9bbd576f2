/// How Markdown looks while it is written: pure functions from a line of text, and what its
/// predecessors left open, to the styles of its characters. Nothing here knows JavaFX.
@NullMarked
package org.odradek.app.editor.styling;

import org.jspecify.annotations.NullMarked;

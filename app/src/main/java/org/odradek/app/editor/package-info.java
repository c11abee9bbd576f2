/// The open note or task: title, tags and body, and how its typing becomes edits.
@NullMarked
package org.odradek.app.editor;

import org.jspecify.annotations.NullMarked;

/// The list of notes and tasks: ids whole, rows in windows, selection, quick add.
@NullMarked
package org.odradek.app.items;

import org.jspecify.annotations.NullMarked;

/// How the application looks and reads: themes over colour tokens, type, icons, and every word.
///
/// Nothing here knows a note or a task. Slices take their colours from the `-od-*` variables, their
/// icons from [org.odradek.app.look.Icons], and their words from [org.odradek.app.look.Messages].
@NullMarked
package org.odradek.app.look;

import org.jspecify.annotations.NullMarked;

/// How far edits have come, in one line, and the popover behind it.
@NullMarked
package org.odradek.app.status;

import org.jspecify.annotations.NullMarked;

/// Quick capture: a small window that turns a line of words into a note or a task.
@NullMarked
package org.odradek.app.capture;

import org.jspecify.annotations.NullMarked;

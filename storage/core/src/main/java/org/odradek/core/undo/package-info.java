/// What taking a gesture back writes.
@NullMarked
package org.odradek.core.undo;

import org.jspecify.annotations.NullMarked;

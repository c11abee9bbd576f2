/// Folders that last as long as a piece of work.
@NullMarked
package org.odradek.app.scratch;

import org.jspecify.annotations.NullMarked;

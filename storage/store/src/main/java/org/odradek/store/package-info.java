/// What is on this disk: the journal, the log, the view, and `Store`, their front door.
@NullMarked
package org.odradek.store;

import org.jspecify.annotations.NullMarked;

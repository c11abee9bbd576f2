/// Conflicts as derived state: what a person must decide, computed from the heads of registers and the history of bodies.
@NullMarked
package org.odradek.core.conflict;

import org.jspecify.annotations.NullMarked;

/// What a person must decide, and what was merged for them.
@NullMarked
package org.odradek.app.conflicts;

import org.jspecify.annotations.NullMarked;

/// Which connection loses its channel when a limit is reached: rules that always hold, and policies within them.
@NullMarked
package org.odradek.sync.server.downgrade;

import org.jspecify.annotations.NullMarked;

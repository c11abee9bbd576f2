/// Multi-value registers: the writes to one field that no later write has replaced.
@NullMarked
package org.odradek.core.register;

import org.jspecify.annotations.NullMarked;

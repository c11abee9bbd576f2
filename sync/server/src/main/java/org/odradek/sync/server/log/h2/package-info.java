/// The embedded engine: H2, one writer thread, every answer forced to disk before it is given.
@NullMarked
package org.odradek.sync.server.log.h2;

import org.jspecify.annotations.NullMarked;

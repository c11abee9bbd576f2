/// Tests of what crosses the wire.
@NullMarked
package org.odradek.sync.protocol;

import org.jspecify.annotations.NullMarked;

/// Tests of the package of the same name.
@NullMarked
package org.odradek.sync.server.wake;

import org.jspecify.annotations.NullMarked;

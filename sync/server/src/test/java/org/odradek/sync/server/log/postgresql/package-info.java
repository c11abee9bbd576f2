/// Tests of the package of the same name.
@NullMarked
package org.odradek.sync.server.log.postgresql;

import org.jspecify.annotations.NullMarked;

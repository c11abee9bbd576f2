/// Tests of the package of the same name.
@NullMarked
package org.odradek.sync.server.log.table;

import org.jspecify.annotations.NullMarked;

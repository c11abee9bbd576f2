/// Tests of the package of the same name.
@NullMarked
package org.odradek.sync.server.operate;

import org.jspecify.annotations.NullMarked;

/// Tests of the load, and measures that it makes.
@NullMarked
package org.odradek.sync.server.load;

import org.jspecify.annotations.NullMarked;

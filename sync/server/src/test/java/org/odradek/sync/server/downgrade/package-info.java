/// Tests of the package of the same name, and the simulation that compares policies.
@NullMarked
package org.odradek.sync.server.downgrade;

import org.jspecify.annotations.NullMarked;

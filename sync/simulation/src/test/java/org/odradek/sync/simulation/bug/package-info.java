/// Bugs planted into copies of the product's classes, to see the simulation find them.
@NullMarked
package org.odradek.sync.simulation.bug;

import org.jspecify.annotations.NullMarked;

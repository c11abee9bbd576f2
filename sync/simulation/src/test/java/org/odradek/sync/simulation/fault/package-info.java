/// What can go wrong in a simulated world, and how often it did.
@NullMarked
package org.odradek.sync.simulation.fault;

import org.jspecify.annotations.NullMarked;

/// What a person at a device does, at random.
@NullMarked
package org.odradek.sync.simulation.user;

import org.jspecify.annotations.NullMarked;

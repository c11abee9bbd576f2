/// One clock for everybody, and threads that run one at a time on it.
@NullMarked
package org.odradek.sync.simulation.time;

import org.jspecify.annotations.NullMarked;

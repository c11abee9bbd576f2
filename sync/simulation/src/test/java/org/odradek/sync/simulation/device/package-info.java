/// A whole device: disk, store, sync; and how it ends and starts again.
@NullMarked
package org.odradek.sync.simulation.device;

import org.jspecify.annotations.NullMarked;

/// Many devices and a server under faults, in virtual time.
@NullMarked
package org.odradek.sync.simulation;

import org.jspecify.annotations.NullMarked;

/// Real devices and a real server, each a process, and what may happen to processes.
@NullMarked
package org.odradek.sync.simulation.process;

import org.jspecify.annotations.NullMarked;

/// A whole server but for its socket, with its backups.
@NullMarked
package org.odradek.sync.simulation.server;

import org.jspecify.annotations.NullMarked;

/// The engine for several nodes: one PostgreSQL database, or one that speaks like it.
@NullMarked
package org.odradek.sync.server.log.postgresql;

import org.jspecify.annotations.NullMarked;

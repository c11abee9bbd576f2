/// Connections: one device of an account each, as the server sees it.
@NullMarked
package org.odradek.sync.protocol.connection;

import org.jspecify.annotations.NullMarked;

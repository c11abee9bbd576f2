/// A PostgreSQL database as the server uses it: a bounded number of connections, what to do when it fails, and its tables.
@NullMarked
package org.odradek.sync.server.postgresql;

import org.jspecify.annotations.NullMarked;

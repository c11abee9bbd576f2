/// The account's log as an interface that each engine fills: entries, heads, control log, cursors.
@NullMarked
package org.odradek.sync.server.log;

import org.jspecify.annotations.NullMarked;

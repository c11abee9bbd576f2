/// The limits that the operator sets, and the rates that are held by them.
@NullMarked
package org.odradek.sync.server.limit;

import org.jspecify.annotations.NullMarked;

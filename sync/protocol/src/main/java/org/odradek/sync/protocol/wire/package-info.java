/// The messages between device and server as records, and their one codec.
@NullMarked
package org.odradek.sync.protocol.wire;

import org.jspecify.annotations.NullMarked;

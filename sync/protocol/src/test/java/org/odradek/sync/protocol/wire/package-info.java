/// Tests of the messages.
@NullMarked
package org.odradek.sync.protocol.wire;

import org.jspecify.annotations.NullMarked;

/// Requests to a server, whose silence is an answer like any other.
@NullMarked
package org.odradek.sync.client.transport;

import org.jspecify.annotations.NullMarked;

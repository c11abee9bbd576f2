/// How a device speaks to its server, tried.
@NullMarked
package org.odradek.sync.client.transport;

import org.jspecify.annotations.NullMarked;

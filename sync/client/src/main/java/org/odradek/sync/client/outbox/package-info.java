/// Delivering this device's entries.
@NullMarked
package org.odradek.sync.client.outbox;

import org.jspecify.annotations.NullMarked;

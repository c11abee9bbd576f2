/// What the server and other devices have acknowledged, and the small durable facts of this device.
@NullMarked
package org.odradek.store.delivery;

import org.jspecify.annotations.NullMarked;

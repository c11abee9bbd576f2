/// The account's devices: who belongs to it, how far each has come, naming and removing them, and what is told of them.
@NullMarked
package org.odradek.app.devices;

import org.jspecify.annotations.NullMarked;

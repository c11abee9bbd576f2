/// The log as it stood at one moment, for another device to start from.
@NullMarked
package org.odradek.store.snapshot;

import org.jspecify.annotations.NullMarked;

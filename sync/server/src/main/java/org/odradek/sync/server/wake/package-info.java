/// Wake frames: hints to connected devices that something is to be had.
@NullMarked
package org.odradek.sync.server.wake;

import org.jspecify.annotations.NullMarked;

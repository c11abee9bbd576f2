/// A server and two devices on this desk, with nothing to set up: what Odradek does, shown in a minute.
@NullMarked
package org.odradek.app.demo;

import org.jspecify.annotations.NullMarked;

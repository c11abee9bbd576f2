/// What stands between devices and servers, and what becomes of requests on it.
@NullMarked
package org.odradek.sync.simulation.network;

import org.jspecify.annotations.NullMarked;

/// A bounded load for a server on this machine: accounts and devices made up for it, wake channels, pushes and pulls at a rate, and a
/// fleet that comes back all at once. It knows of the server what any client knows.
@NullMarked
package org.odradek.sync.server.load;

import org.jspecify.annotations.NullMarked;

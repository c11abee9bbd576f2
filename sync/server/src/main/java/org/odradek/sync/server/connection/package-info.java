/// Connections under limits: who has a channel, who loses it, and the clones that stand in for what is no longer kept.
@NullMarked
package org.odradek.sync.server.connection;

import org.jspecify.annotations.NullMarked;

/// Clones at the server: sealed snapshots of the account's log and view, from which an inactive or a new device starts.
@NullMarked
package org.odradek.sync.protocol.clone;

import org.jspecify.annotations.NullMarked;

/// Backups of all that a server keeps: written while it runs, taken back into an empty folder, and looked at without any key.
@NullMarked
package org.odradek.sync.server.backup;

import org.jspecify.annotations.NullMarked;

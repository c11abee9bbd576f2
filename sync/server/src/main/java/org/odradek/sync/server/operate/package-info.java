/// What the operator asks of a server, running or not: backups, accounts. Asked over a socket in the data folder, which only those who
/// may read the folder can reach.
@NullMarked
package org.odradek.sync.server.operate;

import org.jspecify.annotations.NullMarked;

/// The blind server: accounts, connections, channels, and a log of sealed entries per account.
@NullMarked
package org.odradek.sync.server;

import org.jspecify.annotations.NullMarked;

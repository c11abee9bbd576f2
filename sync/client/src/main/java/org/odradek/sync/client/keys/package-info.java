/// Keys from passwords and recovery keys, and what is sealed under them.
@NullMarked
package org.odradek.sync.client.keys;

import org.jspecify.annotations.NullMarked;

/// The log: which entries of which device are here, in which order they were applied, and which still wait for their causes. The
/// sealed bytes stand in the journal.
@NullMarked
package org.odradek.store.log;

import org.jspecify.annotations.NullMarked;

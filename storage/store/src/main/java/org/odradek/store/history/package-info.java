/// The past of items, undo and redo as new entries, receipts, and what was merged for the person.
@NullMarked
package org.odradek.store.history;

import org.jspecify.annotations.NullMarked;

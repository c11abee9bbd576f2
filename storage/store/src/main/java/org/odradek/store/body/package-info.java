/// Bodies of items: their text in small pieces, so that a key stroke in a long note writes little, and the events they come from.
@NullMarked
package org.odradek.store.body;

import org.jspecify.annotations.NullMarked;

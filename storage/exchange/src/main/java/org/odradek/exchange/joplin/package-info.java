/// Joplin's export (JEX): a tar of items, each a text with its fields at the end.
@NullMarked
package org.odradek.exchange.joplin;

import org.jspecify.annotations.NullMarked;

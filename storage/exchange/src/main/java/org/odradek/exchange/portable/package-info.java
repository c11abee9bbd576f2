/// What every format has in common: items, files and notebooks as plain records, read one at a time.
@NullMarked
package org.odradek.exchange.portable;

import org.jspecify.annotations.NullMarked;

/// Everything that merging knows of one item, and what of it is shown.
@NullMarked
package org.odradek.core.item;

import org.jspecify.annotations.NullMarked;

/// Moves in a tree whose concurrent moves may close a ring.
@NullMarked
package org.odradek.core.tree;

import org.jspecify.annotations.NullMarked;

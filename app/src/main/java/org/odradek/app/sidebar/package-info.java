/// The column of places: navigation with counts, the tree of notebooks, tags.
@NullMarked
package org.odradek.app.sidebar;

import org.jspecify.annotations.NullMarked;

/// Add-wins observed-remove sets, for tags and for references to files.
@NullMarked
package org.odradek.core.tag;

import org.jspecify.annotations.NullMarked;

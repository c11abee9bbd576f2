/// Searching as one types.
@NullMarked
package org.odradek.app.search;

import org.jspecify.annotations.NullMarked;

/// The past of the chosen item.
@NullMarked
package org.odradek.app.history;

import org.jspecify.annotations.NullMarked;

/// The window: bars, panes and their widths, keys, and which panel shows.
@NullMarked
package org.odradek.app.window;

import org.jspecify.annotations.NullMarked;

/// The desktop application and the command line, and where their parts are put together.
@NullMarked
package org.odradek.app;

import org.jspecify.annotations.NullMarked;

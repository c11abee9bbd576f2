/// Import and export, a room per format.
@NullMarked
package org.odradek.exchange;

import org.jspecify.annotations.NullMarked;

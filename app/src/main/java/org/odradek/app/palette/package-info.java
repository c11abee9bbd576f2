/// Every command and every title by a few letters.
@NullMarked
package org.odradek.app.palette;

import org.jspecify.annotations.NullMarked;

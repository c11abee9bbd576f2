/// Makes the runnable images: jars, a Java runtime of their own, launchers, a start-up cache.
@NullMarked
package org.odradek.house.image;

import org.jspecify.annotations.NullMarked;

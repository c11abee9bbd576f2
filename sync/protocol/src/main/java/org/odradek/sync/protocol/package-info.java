/// What crosses the wire, as records and codecs.
@NullMarked
package org.odradek.sync.protocol;

import org.jspecify.annotations.NullMarked;

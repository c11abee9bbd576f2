/// The deterministic subset of CBOR (RFC 8949, section 4.2) in which entries are written; the format's only encoding.
@NullMarked
package org.odradek.core.cbor;

import org.jspecify.annotations.NullMarked;

/// What crosses the wire, as records and codecs; here what all rooms use: bytes as a value, purposes, signatures.
@NullMarked
package org.odradek.sync.protocol;

import org.jspecify.annotations.NullMarked;

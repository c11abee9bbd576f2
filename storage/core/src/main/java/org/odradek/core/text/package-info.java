/// Merging of texts by operations: the event graph of a body, walked as Eg-walker does. Everything here is pure: no I/O, no clock, no
/// state but what a caller holds.
@NullMarked
package org.odradek.core.text;

import org.jspecify.annotations.NullMarked;

/// Merging of texts by operations: the event graph of a body, walked as Eg-walker does.
@NullMarked
package org.odradek.core.text;

import org.jspecify.annotations.NullMarked;

/// What an entry is: its identity, its header, its causal part, and the sealed form that every device and server stores byte for byte.
@NullMarked
package org.odradek.core.entry;

import org.jspecify.annotations.NullMarked;

/// Signatures that are checked once: many worlds verify the same few records over and over.
@NullMarked
package org.odradek.sync.simulation.signature;

import org.jspecify.annotations.NullMarked;

/// The pure heart: actions, entries, causality, merging. No file, no clock, no thread.
@NullMarked
package org.odradek.core;

import org.jspecify.annotations.NullMarked;

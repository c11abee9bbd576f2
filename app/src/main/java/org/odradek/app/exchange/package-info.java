/// Bringing notes in from elsewhere.
@NullMarked
package org.odradek.app.exchange;

import org.jspecify.annotations.NullMarked;

/// The first start: examples and a card of what to do first.
@NullMarked
package org.odradek.app.welcome;

import org.jspecify.annotations.NullMarked;

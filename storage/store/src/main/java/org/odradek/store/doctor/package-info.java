/// Verifies journal, chain and view, and rebuilds the view beside the live one.
@NullMarked
package org.odradek.store.doctor;

import org.jspecify.annotations.NullMarked;

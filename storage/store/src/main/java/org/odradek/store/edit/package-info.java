/// Turns what a person asks for into actions: shared by window, command line and exchange, so that one wish is one edit everywhere.
@NullMarked
package org.odradek.store.edit;

import org.jspecify.annotations.NullMarked;

/// What the screen is drawn from: rows, lists, counts, and the queries that find them.
@NullMarked
package org.odradek.store.view;

import org.jspecify.annotations.NullMarked;

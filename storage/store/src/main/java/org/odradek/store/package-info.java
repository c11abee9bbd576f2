/// The front door of a profile: [org.odradek.store.Store] takes edits and answers what the screen shows.
@NullMarked
package org.odradek.store;

import org.jspecify.annotations.NullMarked;

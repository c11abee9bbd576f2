/// Full-text search beside the database, following the log by position.
@NullMarked
package org.odradek.store.search;

import org.jspecify.annotations.NullMarked;

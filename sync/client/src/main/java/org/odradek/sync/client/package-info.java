/// The background service that delivers and fetches entries.
@NullMarked
package org.odradek.sync.client;

import org.jspecify.annotations.NullMarked;

/// Fetching and verifying what other devices delivered.
@NullMarked
package org.odradek.sync.client.pull;

import org.jspecify.annotations.NullMarked;

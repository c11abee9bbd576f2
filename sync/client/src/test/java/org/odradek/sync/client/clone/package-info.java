/// Tests of clones.
@NullMarked
package org.odradek.sync.client.clone;

import org.jspecify.annotations.NullMarked;

/// Delivering and fetching the files that items refer to.
@NullMarked
package org.odradek.sync.client.attachment;

import org.jspecify.annotations.NullMarked;

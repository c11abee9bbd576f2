/// Sealed chunks of attachments and clones, as files or in a database.
@NullMarked
package org.odradek.sync.server.blob;

import org.jspecify.annotations.NullMarked;

/// Sealed chunks of attachments and clones, as files.
@NullMarked
package org.odradek.sync.server.blob;

import org.jspecify.annotations.NullMarked;

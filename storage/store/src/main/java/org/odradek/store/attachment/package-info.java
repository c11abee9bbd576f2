/// Attachments: immutable blobs, named by what is in them, in chunks.
@NullMarked
package org.odradek.store.attachment;

import org.jspecify.annotations.NullMarked;

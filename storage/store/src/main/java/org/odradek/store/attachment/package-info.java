/// The profile's files: stored once by content, sealed on this disk in the same chunks in which they are
/// sent to the server. The byte layout stands in `storage/store/docs/attachment-format.md`.
@NullMarked
package org.odradek.store.attachment;

import org.jspecify.annotations.NullMarked;

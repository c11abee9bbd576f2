/// Clones: an account's whole log as one active device has it, sealed and signed, from which a device starts that the server keeps
/// nothing for.
@NullMarked
package org.odradek.sync.client.clone;

import org.jspecify.annotations.NullMarked;

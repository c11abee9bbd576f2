/// A folder, a zip or a tar as one list of files by relative path. Nothing of an archive is ever written under the names it
/// carries, so a name cannot lead anywhere.
@NullMarked
package org.odradek.exchange.archive;

import org.jspecify.annotations.NullMarked;

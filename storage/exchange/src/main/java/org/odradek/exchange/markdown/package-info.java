/// A folder of Markdown files, as Obsidian and others keep it: read from a folder or an archive, and written again.
@NullMarked
package org.odradek.exchange.markdown;

import org.jspecify.annotations.NullMarked;

package org.odradek.exchange.archive;

import org.jspecify.annotations.Nullable;
import org.odradek.exchange.portable.ContentOpener;

import java.time.Instant;

/// A file of a tree.
///
/// @param path relative to the root, `/` between the parts, none of them empty, `.` or `..`
/// @param modified null where the tree does not say
public record TreeFile(
        String path, long sizeBytes, @Nullable Instant modified, ContentOpener content) {
    /// The folder's path, empty for the root.
    public String folder() {
        var slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// Whether the file or a folder above it is hidden.
    public boolean hidden() {
        return path.startsWith(".") || path.contains("/.");
    }
}

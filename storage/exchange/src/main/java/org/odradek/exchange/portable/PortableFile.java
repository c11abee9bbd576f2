package org.odradek.exchange.portable;

/// A file that belongs to an item.
///
/// @param name the name it is attached under: its path relative to the folder of the item's note, with `/` between the parts
/// @param source what identifies its content at its source, so that a file that many items refer to is counted and written
///     once
/// @param sizeBytes its length
/// @param content opens its bytes
public record PortableFile(String name, String source, long sizeBytes, ContentOpener content) {
    public PortableFile {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "a file needs a name without NUL, of " + name.length() + " characters");
        }
        if (sizeBytes < 0) {
            throw new IllegalArgumentException("size in bytes is negative: " + sizeBytes);
        }
    }

    /// The last part of the name, for people's eyes.
    public String fileName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}

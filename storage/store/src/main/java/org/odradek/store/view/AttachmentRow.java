package org.odradek.store.view;

/// A file that an item refers to.
///
/// @param name   as the item calls it; a relative path where it was imported
/// @param sha256 of its bytes, 64 hexadecimal digits
/// @param here   whether this device has the bytes
public record AttachmentRow(String name, long sizeBytes, String sha256, boolean here) {}

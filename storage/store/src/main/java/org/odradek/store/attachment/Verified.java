package org.odradek.store.attachment;

/// What a look at all bytes of a stored file found.
public sealed interface Verified {

    /// Every chunk opens in its place, and the content has the hash it is known by.
    record Whole(long sizeBytes) implements Verified {}

    /// It is not on this device.
    record Missing() implements Verified {}

    /// Bytes were changed, cut off, added or exchanged.
    ///
    /// @param chunk the first chunk that does not open, or -1 when the whole does not fit its hash
    record Damaged(int chunk) implements Verified {}
}

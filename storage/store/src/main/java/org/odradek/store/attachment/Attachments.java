package org.odradek.store.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/// The profile's files, by content. Thread-safe.
public interface Attachments {
    /// Most bytes that one file may have.
    long SIZE_BYTES_MAX = 100_000_000L;

    /// Keeps a file's bytes durably before anything refers to them. Throws IOException when reading or writing fails; more than
    /// [#SIZE_BYTES_MAX] is [Kept.TooLarge].
    Kept keep(InputStream content) throws IOException;

    /// For keeping many files.
    Intake intake();

    /// The bytes by their SHA-256 (64 hexadecimal digits); empty when they are not on this device.
    Optional<InputStream> open(String sha256) throws IOException;

    boolean has(String sha256);

    /// Writes the bytes to a file, whole or not at all.
    void copyTo(String sha256, Path target) throws IOException;

    /// What became of a file.
    sealed interface Kept {
        record Stored(String sha256, long sizeBytes) implements Kept {}

        record TooLarge(long sizeBytesMin) implements Kept {}
    }
}

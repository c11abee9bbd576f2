package org.odradek.store.journal;

import java.io.IOException;
import java.util.List;

/// The folder in which a journal lives, as the journal sees it: a disk, or a simulated one with faults.
///
/// Implementations are not closed by thread interrupts. Failures are `IOException`s, classified by
/// [#causeOf].
public interface JournalFiles {

    /// Names of the files in the folder, in no particular order; empty when there is no folder yet.
    List<String> list() throws IOException;

    /// Opens an existing file for reading.
    ReadableFile openToRead(String name) throws IOException;

    /// Opens an existing file for writing.
    WritableFile openToWrite(String name) throws IOException;

    /// Creates a new, empty file, and the folder if need be; fails when the file exists.
    WritableFile create(String name) throws IOException;

    /// Deletes a file, which must exist.
    void delete(String name) throws IOException;

    /// Forces the folder itself, so that created and deleted names survive a power cut; does
    /// nothing when there is no folder yet.
    void forceFolder() throws IOException;

    /// What kind of trouble this failure of a file is.
    StopCause causeOf(IOException failure);

    /// A file open for reading; all methods may be called from any thread.
    interface ReadableFile extends AutoCloseable {

        /// Length of the file in bytes.
        long size() throws IOException;

        /// Reads up to `length` bytes from `position`; returns how many were read, 0 only at the end.
        int read(long position, byte[] into, int offset, int length) throws IOException;

        @Override
        void close() throws IOException;
    }

    /// A file open for writing; used by one thread at a time.
    interface WritableFile extends AutoCloseable {

        /// Length of the file in bytes.
        long size() throws IOException;

        /// Writes all of the bytes or throws; when it throws, any part of them may have been written.
        void write(long position, byte[] from, int offset, int length) throws IOException;

        /// Returns when everything written before is on the disk.
        void force() throws IOException;

        @Override
        void close() throws IOException;
    }
}

package org.odradek.store.journal;

import org.odradek.store.journal.JournalFiles.ReadableFile;

import java.io.IOException;
import java.util.Optional;

/// One file of the journal, open for reading.
///
/// @param base logical offset of its first byte
/// @param name the file's name
/// @param file the open file
record Segment(long base, String name, ReadableFile file) {

    /// Logical offset at which its first record begins.
    long firstRecord() {
        return base + SegmentFormat.HEADER_BYTES;
    }

    Optional<SegmentFormat.Header> header() throws IOException {
        byte[] bytes = new byte[SegmentFormat.HEADER_BYTES];
        int read = readFully(base, bytes, 0, bytes.length);
        return read < bytes.length
                ? Optional.empty()
                : SegmentFormat.read(bytes).filter(header -> header.base() == base);
    }

    /// Logical offset behind the last byte that is not zero, or `from` if all are from there on.
    long endOfContent(long from) throws IOException {
        byte[] bytes = new byte[64 << 10];
        long end = from;
        long at = from;
        int read = readFully(at, bytes, 0, bytes.length);
        while (read > 0) {
            if (Zeros.from(bytes, 0, read) < read) {
                int last = read;
                while (bytes[last - 1] == 0) {
                    last--;
                }
                end = at + last;
            }
            at += read;
            read = readFully(at, bytes, 0, bytes.length);
        }
        return end;
    }

    /// Reads from a logical offset; returns fewer than `length` bytes only at the file's end.
    int readFully(long from, byte[] into, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int read = file.read(from - base + done, into, offset + done, length - done);
            if (read <= 0) {
                break;
            }
            done += read;
        }
        return done;
    }
}

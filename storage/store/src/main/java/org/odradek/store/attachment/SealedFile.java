package org.odradek.store.attachment;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Optional;

/// A sealed file, open for reading its chunks as they stand. Used by one thread at a time.
final class SealedFile implements AutoCloseable {

    private final RandomAccessFile file;
    private final int count;

    private SealedFile(RandomAccessFile file, int count) {
        this.file = file;
        this.count = count;
    }

    static SealedFile open(Path path) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
        try {
            byte[] header = new byte[ChunkLayout.HEADER_BYTES];
            boolean whole = file.length() >= header.length;
            if (whole) {
                file.readFully(header);
            }
            return new SealedFile(file, whole ? ChunkLayout.count(header) : 0);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /// How many chunks the header states; 0 when there is no header that this version knows.
    int count() {
        return count;
    }

    /// The bytes that stand where a chunk should: fewer or none when the file is cut short, more than
    /// a chunk's never.
    byte[] chunk(int number) throws IOException {
        long position = ChunkLayout.position(number);
        int full = ChunkLayout.CHUNK_BYTES + ChunkLayout.OVERHEAD_BYTES;
        int length = Math.clamp(file.length() - position, 0, full);
        byte[] bytes = new byte[length];
        file.seek(position);
        file.readFully(bytes);
        return bytes;
    }

    /// Whether bytes follow that belong to no chunk.
    boolean hasMore() throws IOException {
        return file.length() > ChunkLayout.position(count);
    }

    /// The data of a chunk that opens in its place.
    Optional<byte[]> open(int number, ChunkSealing sealing) throws IOException {
        return sealing.open(number, chunk(number));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

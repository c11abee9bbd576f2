package org.odradek.store.attachment;

import java.nio.ByteBuffer;

/// How a file's bytes are divided into chunks, and where the chunks stand in a sealed file.
final class ChunkLayout {

    /// 1 MiB: what the server takes as one blob, and what is in memory at a time.
    static final int CHUNK_BYTES = 1 << 20;

    static final int HEADER_BYTES = 16;

    static final int VERSION = 1;

    /// Nonce before, length inside, tag behind.
    static final int OVERHEAD_BYTES = ChunkSealing.NONCE_BYTES + 4 + ChunkSealing.TAG_BYTES;

    /// "ODRADEKA".
    private static final long MAGIC = 0x4F44524144454B41L;

    /// 1 KiB: shorter last chunks are padded to this.
    private static final int BUCKET_BYTES_MIN = 1 << 10;

    private ChunkLayout() {}

    /// How many chunks a file has: at least one, since an empty file is to be vouched for, too.
    static int count(long sizeBytes) {
        return (int) Math.max(1, (sizeBytes + CHUNK_BYTES - 1) / CHUNK_BYTES);
    }

    /// How many of the file's bytes are in a chunk.
    static int dataBytes(long sizeBytes, int number) {
        return (int) Math.min(CHUNK_BYTES, sizeBytes - (long) number * CHUNK_BYTES);
    }

    /// Length of a chunk's data with padding, which hides the exact size up to an eighth.
    static int paddedBytes(int dataBytes) {
        int step = Math.max(BUCKET_BYTES_MIN, Integer.highestOneBit(Math.max(1, dataBytes)) / 8);
        return Math.max(1, (dataBytes + step - 1) / step) * step;
    }

    static int sealedBytes(int dataBytes) {
        return paddedBytes(dataBytes) + OVERHEAD_BYTES;
    }

    /// Where a chunk begins in the sealed file; all but the last one are full.
    static long position(int number) {
        return HEADER_BYTES + (long) number * (CHUNK_BYTES + OVERHEAD_BYTES);
    }

    static byte[] header(int count) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .putLong(MAGIC)
                .putInt(VERSION)
                .putInt(count)
                .array();
    }

    /// The number of chunks that a header states, or 0 when it is no header of this version. Nothing
    /// rests on it: a chunk opens only together with the true number.
    static int count(byte[] header) {
        ByteBuffer from = ByteBuffer.wrap(header);
        boolean known = from.getLong() == MAGIC && from.getInt() == VERSION;
        int count = from.getInt();
        return known && count >= 1 && count <= count(Attachments.SIZE_BYTES_MAX) ? count : 0;
    }
}

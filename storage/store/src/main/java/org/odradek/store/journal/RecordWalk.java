package org.odradek.store.journal;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/// Walks over the records of a stretch of one segment, and over what is not a record.
///
/// Reads forward through one buffer, so that a whole journal streams in constant memory.
final class RecordWalk {

    /// 256 KiB: enough that the disk reads ahead; a larger record makes the buffer grow to its size.
    private static final int BUFFER_BYTES = 256 << 10;

    /// 4 KiB: a single record with its header, mostly, in one read.
    private static final int BUFFER_FOR_ONE_BYTES = 4 << 10;

    private final Segment segment;
    private final long limit;
    private byte[] buffer;
    private long bufferStart;
    private int bufferBytes;

    /// @param limit logical offset at which the walk ends at the latest
    RecordWalk(Segment segment, long limit) {
        this(segment, limit, BUFFER_BYTES);
    }

    private RecordWalk(Segment segment, long limit, int bufferBytes) {
        this.segment = segment;
        this.limit = limit;
        this.buffer = new byte[bufferBytes];
    }

    /// For looking at a single place.
    static RecordWalk forOne(Segment segment, long limit) {
        return new RecordWalk(segment, limit, BUFFER_FOR_ONE_BYTES);
    }

    /// Receives what the walk meets.
    interface Steps {
        /// A whole record; the payload begins at `payloadOffset` in a buffer that is used again afterwards.
        void record(RecordFormat.Header header, byte[] buffer, int payloadOffset);

        /// Bytes that are no whole record, up to the next one or the limit; may be all zero.
        void hole(long from, long to);
    }

    /// Walks from a place where a record begins, or should.
    void walk(long from, Steps steps) throws IOException {
        long at = from;
        while (at < limit) {
            Optional<RecordFormat.Header> header = whole(at);
            if (header.isPresent()) {
                steps.record(header.get(), buffer, payloadOffset(at));
                at = header.get().next().offset();
            } else {
                long next = nextWhole(at + RecordFormat.ALIGNMENT_BYTES);
                steps.hole(at, next);
                at = next;
            }
        }
    }

    /// The record at a place, if its header and payload are whole.
    Optional<RecordFormat.Header> whole(long at) throws IOException {
        if (!has(at, RecordFormat.HEADER_BYTES)) {
            return Optional.empty();
        }
        Optional<RecordFormat.Header> header =
                RecordFormat.read(buffer, (int) (at - bufferStart), new Place(at));
        if (header.isEmpty()) {
            return header;
        }
        int payloadBytes = header.get().payloadBytes();
        if (header.get().next().offset() > limit
                || !has(at, RecordFormat.HEADER_BYTES + payloadBytes)
                || !header.get().matches(buffer, payloadOffset(at))) {
            return Optional.empty();
        }
        return header;
    }

    /// The record whose header was found last.
    JournalRecord record(RecordFormat.Header header) {
        return record(header, buffer, payloadOffset(header.place().offset()));
    }

    static JournalRecord record(RecordFormat.Header header, byte[] buffer, int payloadOffset) {
        byte[] payload =
                Arrays.copyOfRange(buffer, payloadOffset, payloadOffset + header.payloadBytes());
        return new JournalRecord(
                header.place(), header.next(), header.kind(), header.blanked(), payload);
    }

    private int payloadOffset(long at) {
        return (int) (at - bufferStart) + RecordFormat.HEADER_BYTES;
    }

    private long nextWhole(long from) throws IOException {
        long at = from;
        while (at < limit && has(at, RecordFormat.HEADER_BYTES)) {
            int offset = (int) (at - bufferStart);
            // Space written ahead is megabytes of zeros, in which no record begins.
            int steps = Zeros.from(buffer, offset, bufferBytes) / RecordFormat.ALIGNMENT_BYTES;
            if (steps == 0) {
                if (mayBegin(offset) && whole(at).isPresent()) {
                    return at;
                }
                steps = 1;
            }
            at += (long) steps * RecordFormat.ALIGNMENT_BYTES;
        }
        return limit;
    }

    private boolean mayBegin(int offset) {
        return buffer[offset] == (byte) (RecordFormat.MAGIC >>> 24)
                && buffer[offset + 1] == (byte) (RecordFormat.MAGIC >>> 16);
    }

    /// Brings bytes into the buffer; false when the file or the limit ends before them.
    private boolean has(long at, int length) throws IOException {
        if (at + length > limit) {
            return false;
        }
        if (at >= bufferStart && at + length <= bufferStart + bufferBytes) {
            return true;
        }
        if (length > buffer.length) {
            buffer = new byte[length];
        }
        bufferStart = at;
        int wanted = (int) Math.min(buffer.length, limit - at);
        bufferBytes = segment.readFully(at, buffer, 0, wanted);
        return bufferBytes >= length;
    }
}

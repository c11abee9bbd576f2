package org.odradek.store.journal;

import org.odradek.store.journal.JournalFiles.WritableFile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Writes records behind the journal's end, into space that was filled with zeros beforehand, and
/// begins new segments. Used by one thread at a time; after a failure it is not used again.
final class SegmentWriter {

    /// 256 KiB: what is gathered before a write; a batch beyond it takes several writes and one force.
    private static final int BUFFER_BYTES = 256 << 10;

    private static final byte[] ZEROS = new byte[64 << 10];

    private final JournalFiles files;
    private final JournalOptions options;
    private Segments segments;
    private WritableFile file;
    private long base;
    private long zeroedEnd;
    private long end;
    private long forcedEnd;
    private Chain chain;
    private ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

    private SegmentWriter(
            JournalFiles files,
            JournalOptions options,
            Segments segments,
            WritableFile file,
            long end,
            Chain chain)
            throws IOException {
        this.files = files;
        this.options = options;
        this.segments = segments;
        this.file = file;
        this.base = segments.last().base();
        this.zeroedEnd = base + file.size();
        this.end = end;
        this.forcedEnd = end;
        this.chain = chain;
    }

    /// Goes on behind the last segment's records, or makes the first segment.
    static SegmentWriter open(
            JournalFiles files, JournalOptions options, Segments segments, long end, Chain chain)
            throws IOException {
        if (!segments.isEmpty()) {
            WritableFile file = files.openToWrite(segments.last().name());
            return new SegmentWriter(files, options, segments, file, end, chain);
        }
        WritableFile file = create(files, options, end, chain);
        Segments first = segments.with(read(files, end));
        return new SegmentWriter(
                files, options, first, file, end + SegmentFormat.HEADER_BYTES, chain);
    }

    /// The segments as they are now, those begun by this writer included.
    Segments segments() {
        return segments;
    }

    long end() {
        return end;
    }

    Chain chain() {
        return chain;
    }

    /// Writes and forces a batch; when it returns, every record is on the disk.
    List<Place> write(List<Prepared> records) throws IOException {
        List<Place> places = new ArrayList<>(records.size());
        boolean continues = false;
        for (int i = 0; i < records.size(); i++) {
            Prepared record = records.get(i);
            boolean fits = end + groupBytes(records, i) - base <= options.segmentBytesMax();
            if (!continues && !fits && end > base + SegmentFormat.HEADER_BYTES) {
                roll();
            }
            places.add(new Place(end));
            gather(record, RecordFormat.recordBytes(record.payload().length));
            continues = record.continued();
        }
        flush();
        force();
        return places;
    }

    /// Length of a record and the rest of its group: that stands in one segment, however large it becomes, since a segment is forced before
    /// the next one begins.
    private static long groupBytes(List<Prepared> records, int from) {
        long bytes = 0;
        for (int i = from; i < records.size(); i++) {
            bytes += RecordFormat.recordBytes(records.get(i).payload().length);
            if (!records.get(i).continued()) {
                break;
            }
        }
        return bytes;
    }

    void close() throws IOException {
        file.close();
    }

    private void gather(Prepared record, int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            flush();
        }
        if (buffer.remaining() < bytes) {
            buffer = ByteBuffer.allocate(bytes);
        }
        RecordFormat.Header header =
                new RecordFormat.Header(
                        record.kind(),
                        record.flags(),
                        record.payload().length,
                        record.payloadCrc(),
                        chain,
                        record.payloadDigest(),
                        new Place(end),
                        (int) (end - forcedEnd));
        RecordFormat.write(header, record.payload(), buffer);
        chain = header.chainAfter();
        end += bytes;
    }

    private void flush() throws IOException {
        int bytes = buffer.position();
        if (bytes == 0) {
            return;
        }
        long from = end - bytes;
        zeroAhead(end);
        file.write(from - base, buffer.array(), 0, bytes);
        buffer.clear();
    }

    private void force() throws IOException {
        file.force();
        forcedEnd = end;
    }

    /// Ends this segment and begins the next one; what was gathered is forced first, so that a segment
    /// that is followed by another one is known to be complete.
    private void roll() throws IOException {
        flush();
        force();
        file.close();
        base = end;
        file = create(files, options, base, chain);
        segments = segments.with(read(files, base));
        zeroedEnd = base + file.size();
        end = base + SegmentFormat.HEADER_BYTES;
        forcedEnd = end;
    }

    private static WritableFile create(
            JournalFiles files, JournalOptions options, long base, Chain chain) throws IOException {
        WritableFile file = files.create(SegmentFormat.name(base));
        zeroTo(files, file, options, 0, SegmentFormat.HEADER_BYTES);
        SegmentFormat.Header header =
                new SegmentFormat.Header(SegmentFormat.VERSION, options.profile(), base, chain);
        file.write(0, SegmentFormat.write(header), 0, SegmentFormat.HEADER_BYTES);
        file.force();
        files.forceFolder();
        return file;
    }

    private static Segment read(JournalFiles files, long base) throws IOException {
        String name = SegmentFormat.name(base);
        return new Segment(base, name, files.openToRead(name));
    }

    private void zeroAhead(long neededEnd) throws IOException {
        if (neededEnd > zeroedEnd) {
            zeroedEnd = base + zeroTo(files, file, options, zeroedEnd - base, neededEnd - base);
        }
    }

    /// Fills the file with zeros, a step further than needed. A full disk is no trouble as long as what
    /// is needed was filled: then the record itself meets no full disk.
    private static long zeroTo(
            JournalFiles files, WritableFile file, JournalOptions options, long from, long needed)
            throws IOException {
        long step = options.extendStepBytes();
        long wanted = Math.min((needed + step - 1) / step * step, options.segmentBytesMax());
        long target = Math.max(wanted, needed);
        long done = from;
        try {
            while (done < target) {
                int bytes = (int) Math.min(ZEROS.length, target - done);
                file.write(done, ZEROS, 0, bytes);
                done += bytes;
            }
        } catch (IOException e) {
            done = Math.max(done, file.size());
            if (done < needed || files.causeOf(e) != StopCause.DISK_FULL) {
                throw e;
            }
        }
        return done;
    }
}

package org.odradek.sync.server.log.h2;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.zip.CRC32C;

/// The append-only file in front of H2, on which the durability of every answer rests: numbered changes, each with its length and a
/// checksum, forced before anybody is answered. H2's own CHECKPOINT SYNC is no such promise: it hands its chunk to another thread and
/// may force before that one has written (seen: 18 answers lost at one kill).
///
/// Segments are named by their first number. They are dropped only long after a checkpoint, see [#drop(long)]. Used by one thread.
final class Journal implements AutoCloseable {
    /// A new segment begins beyond this; what can be dropped is dropped by the segment.
    private static final long SEGMENT_BYTES_MAX = 32L << 20;

    /// A page with its names and hashes.
    static final int CHANGE_BYTES_MAX = 16 << 20;

    private static final int HEADER_BYTES = Integer.BYTES + Integer.BYTES + Long.BYTES;
    private static final String SUFFIX = ".journal";

    private final Path folder;
    private final Deque<Segment> segments = new ArrayDeque<>();
    private FileChannel file;
    private long last;

    private record Segment(Path path, long first) {}

    private Journal(Path folder, List<Segment> present, long last, FileChannel file) {
        this.folder = folder;
        this.segments.addAll(present);
        this.last = last;
        this.file = file;
    }

    /// What a replay does with each change.
    interface Replay {
        void change(long number, byte[] change) throws IOException;
    }

    /// Opens the folder, hands every change after `applied` to the replay in order, and begins a new segment. A torn end of the last
    /// segment is cut off: nobody was answered for it.
    ///
    /// @throws IOException also when changes between `applied` and the journal's first one are missing
    static Journal open(Path folder, long applied, Replay replay) throws IOException {
        Files.createDirectories(folder);
        var present = segments(folder);
        long last = applied;
        if (!present.isEmpty() && present.getFirst().first() > applied + 1) {
            throw new IOException(
                    "the journal begins with change "
                            + present.getFirst().first()
                            + ", but the database has applied only "
                            + applied);
        }
        for (int i = 0; i < present.size(); i++) {
            last = Math.max(last, read(present.get(i), i == present.size() - 1, applied, replay));
        }
        var begun = new Segment(folder.resolve((last + 1) + SUFFIX), last + 1);
        present.removeIf(segment -> segment.first() == begun.first());
        present.add(begun);
        return new Journal(folder, present, last, create(begun.path()));
    }

    private static List<Segment> segments(Path folder) throws IOException {
        var segments = new ArrayList<Segment>();
        try (var files = Files.list(folder)) {
            for (var path : files.toList()) {
                var name = path.getFileName().toString();
                if (name.matches("\\d{1,18}\\" + SUFFIX)) {
                    segments.add(
                            new Segment(
                                    path, Long.parseLong(name.substring(0, name.indexOf('.')))));
                }
            }
        }
        segments.sort((one, other) -> Long.compare(one.first(), other.first()));
        return segments;
    }

    /// Answers the number of the segment's last whole change.
    private static long read(Segment segment, boolean mayBeTorn, long applied, Replay replay)
            throws IOException {
        long expected = segment.first();
        long whole = 0;
        long size = Files.size(segment.path());
        try (var in =
                new DataInputStream(
                        new BufferedInputStream(Files.newInputStream(segment.path()), 1 << 16))) {
            while (whole < size) {
                int length = in.readInt();
                int checksum = in.readInt();
                long number = in.readLong();
                if (length < 0 || length > CHANGE_BYTES_MAX) {
                    throw new EOFException("a length of " + length);
                }
                var change = in.readNBytes(length);
                if (change.length < length
                        || checksum != checksum(number, change)
                        || number != expected) {
                    throw new EOFException("change " + expected + " is not whole");
                }
                if (number > applied) {
                    replay.change(number, change);
                }
                whole += HEADER_BYTES + length;
                expected++;
            }
        } catch (EOFException e) {
            if (!mayBeTorn) {
                throw new IOException(
                        "the journal " + segment.path() + " is damaged at byte " + whole, e);
            }
            try (var torn = FileChannel.open(segment.path(), StandardOpenOption.WRITE)) {
                torn.truncate(whole);
                torn.force(true);
            }
        }
        return expected - 1;
    }

    private static FileChannel create(Path path) throws IOException {
        Files.deleteIfExists(path);
        var file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var folder = path.getParent();
        if (folder != null) {
            try (var opened = FileChannel.open(folder, StandardOpenOption.READ)) {
                opened.force(true);
            }
        }
        return file;
    }

    /// The number of the newest change.
    long last() {
        return last;
    }

    /// Appends the next changes and forces them. After an exception nothing may be appended any more.
    void append(List<byte[]> changes) throws IOException {
        for (var change : changes) {
            if (change.length > CHANGE_BYTES_MAX) {
                // A replay would take it for a torn end, and all that follows with it.
                throw new IllegalArgumentException("a change of " + change.length + " bytes");
            }
        }
        var buffers = new ArrayList<ByteBuffer>();
        for (var change : changes) {
            long number = ++last;
            var header = ByteBuffer.allocate(HEADER_BYTES);
            header.putInt(change.length).putInt(checksum(number, change)).putLong(number);
            buffers.add(header.flip());
            buffers.add(ByteBuffer.wrap(change));
        }
        var all = buffers.toArray(ByteBuffer[]::new);
        while (buffers.getLast().hasRemaining()) {
            file.write(all);
        }
        file.force(false);
        if (file.position() > SEGMENT_BYTES_MAX) {
            beginSegment();
        }
    }

    private void beginSegment() throws IOException {
        file.close();
        var segment = new Segment(folder.resolve((last + 1) + SUFFIX), last + 1);
        file = create(segment.path());
        segments.add(segment);
    }

    /// Deletes segments whose changes all have numbers up to this one; the newest segment stays.
    void drop(long upTo) throws IOException {
        while (segments.size() > 1) {
            var oldest = segments.removeFirst();
            if (segments.getFirst().first() > upTo + 1) {
                segments.addFirst(oldest);
                return;
            }
            Files.deleteIfExists(oldest.path());
        }
    }

    private static int checksum(long number, byte[] change) {
        var checksum = new CRC32C();
        checksum.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
        checksum.update(change);
        return (int) checksum.getValue();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

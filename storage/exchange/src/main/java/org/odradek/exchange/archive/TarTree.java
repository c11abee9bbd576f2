package org.odradek.exchange.archive;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.odradek.exchange.portable.ExchangeBounds;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// A tar, also compressed, as a tree: one pass notes where each file's bytes are, so that they can be read in any order. One
/// that is cut off gives what it still holds.
public final class TarTree {
    private static final int TAR_RECORD_BYTES = 512;
    private static final int COPY_BYTES = 64 * 1024;

    private TarTree() {}

    /// Reads the archive.
    ///
    /// @param scratch an existing folder where a compressed archive is unpacked to one temporary file
    public static FileTree read(Path archive, Path scratch) throws IOException {
        var stem = ArchiveNames.stem(archive.getFileName().toString());
        if (!isGzip(archive)) {
            return index(FileChannel.open(archive, StandardOpenOption.READ), stem, false);
        }
        var plain = Files.createTempFile(scratch, "odradek-import-", ".tar");
        try {
            var endsEarly = gunzip(archive, plain);
            return index(
                    FileChannel.open(
                            plain, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE),
                    stem,
                    endsEarly);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(plain);
            throw e;
        }
    }

    public static boolean isGzip(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.read() == 0x1f && in.read() == 0x8b;
        }
    }

    /// Unpacks as far as possible; true when the compressed stream ends early or is damaged from some point on.
    private static boolean gunzip(Path from, Path to) throws IOException {
        try (var file = Files.newInputStream(from);
                var out = Files.newOutputStream(to)) {
            return copyBounded(new GZIPInputStream(file, COPY_BYTES), out);
        }
    }

    private static boolean copyBounded(InputStream in, OutputStream out) throws IOException {
        var buffer = new byte[COPY_BYTES];
        var total = 0L;
        while (true) {
            int count;
            try {
                count = in.read(buffer);
            } catch (EOFException | ZipException e) {
                return true;
            }
            if (count < 0) {
                return false;
            }
            total += count;
            if (total > ExchangeBounds.UNPACKED_BYTES_MAX) {
                throw new IOException(
                        "unpacks to more than " + ExchangeBounds.UNPACKED_BYTES_MAX + " bytes");
            }
            out.write(buffer, 0, count);
        }
    }

    private static FileTree index(FileChannel channel, String stem, boolean cutOff)
            throws IOException {
        try {
            var collector = new FileTree.Collector();
            var endsEarly = !readEntries(channel, collector) || cutOff;
            return collector.tree(stem, endsEarly, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /// Whether the archive was read to its proper end, which is a record of zeros.
    private static boolean readEntries(FileChannel channel, FileTree.Collector collector)
            throws IOException {
        // Not closed: that would close the channel, which the files are read from later.
        var tar =
                new TarArchiveInputStream(
                        Channels.newInputStream(channel),
                        TAR_RECORD_BYTES,
                        TAR_RECORD_BYTES,
                        StandardCharsets.UTF_8.name(),
                        true);
        var endBytes = 0L;
        while (true) {
            TarArchiveEntry entry;
            try {
                entry = tar.getNextEntry();
            } catch (IOException | IllegalArgumentException e) {
                return false;
            }
            if (entry == null) {
                return isZeroRecord(channel, endBytes);
            }
            var start = channel.position();
            if (start + entry.getSize() > channel.size()) {
                return false;
            }
            endBytes = start + roundedUp(entry.getSize());
            take(channel, entry, start, collector);
        }
    }

    private static void take(
            FileChannel channel, TarArchiveEntry entry, long start, FileTree.Collector collector)
            throws IOException {
        if (entry.isDirectory()) {
            return;
        }
        var path = ArchiveNames.relative(entry.getName());
        if (path.isEmpty()) {
            collector.warn(entry.getName(), ArchiveNames.REFUSED);
        } else if (entry.isSymbolicLink() || entry.isLink()) {
            collector.warn(entry.getName(), "It is a link, so it is left out.");
        } else if (!entry.isFile() || entry.isSparse()) {
            collector.warn(entry.getName(), "It is no ordinary file, so it is left out.");
        } else {
            var modified = entry.getLastModifiedTime();
            collector.take(
                    entry.getName(),
                    new TreeFile(
                            path.get(),
                            entry.getSize(),
                            modified == null ? null : Instant.ofEpochMilli(modified.toMillis()),
                            () -> new Slice(channel, start, entry.getSize())));
        }
    }

    private static boolean isZeroRecord(FileChannel channel, long at) throws IOException {
        var record = ByteBuffer.allocate(TAR_RECORD_BYTES);
        while (record.hasRemaining() && channel.read(record, at + record.position()) >= 0) {
            // One read may give less than is asked for.
        }
        return !record.hasRemaining()
                && record.flip().equals(ByteBuffer.allocate(TAR_RECORD_BYTES));
    }

    private static long roundedUp(long sizeBytes) {
        return (sizeBytes + TAR_RECORD_BYTES - 1) / TAR_RECORD_BYTES * TAR_RECORD_BYTES;
    }

    /// A part of a file; positional reads, so that slices do not disturb one another.
    private static final class Slice extends InputStream {
        private final FileChannel channel;
        private final long endBytes;
        private long position;

        Slice(FileChannel channel, long start, long sizeBytes) {
            this.channel = channel;
            this.position = start;
            this.endBytes = start + sizeBytes;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (position >= endBytes) {
                return -1;
            }
            var count =
                    channel.read(
                            ByteBuffer.wrap(
                                    buffer, offset, (int) Math.min(length, endBytes - position)),
                            position);
            if (count < 0) {
                throw new EOFException("the archive became shorter while it was read");
            }
            position += count;
            return count;
        }
    }
}

package org.odradek.store.journal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;

/// A folder on a disk.
///
/// A `FileChannel` is closed for everyone when a thread is interrupted in the middle of using it. So
/// bytes go through `RandomAccessFile`, which knows no interrupts, and forcing goes through an
/// `AsynchronousFileChannel` on the same file, whose `force(false)` knows none either and, unlike
/// `FileDescriptor.sync`, leaves the file's time stamps out (fdatasync).
public final class DiskFiles implements JournalFiles {

    /// 1 MiB: with less room than this left, a failure to write is taken for a full disk, since the
    /// system's message may be in any language.
    private static final long FULL_BELOW_BYTES = 1 << 20;

    private final Path folder;

    public DiskFiles(Path folder) {
        this.folder = folder;
    }

    @Override
    public List<String> list() throws IOException {
        List<String> names = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (var entries = Files.newDirectoryStream(folder)) {
                for (Path entry : entries) {
                    names.add(entry.getFileName().toString());
                }
            }
        }
        return names;
    }

    @Override
    public ReadableFile openToRead(String name) throws IOException {
        return new Reading(new RandomAccessFile(folder.resolve(name).toFile(), "r"));
    }

    @Override
    public WritableFile openToWrite(String name) throws IOException {
        Path path = folder.resolve(name);
        if (!Files.exists(path)) {
            throw new FileNotFoundException(path.toString());
        }
        return Writing.open(path);
    }

    @Override
    public WritableFile create(String name) throws IOException {
        Files.createDirectories(folder);
        Path path = folder.resolve(name);
        if (Files.exists(path)) {
            throw new FileAlreadyExistsException(path.toString());
        }
        return Writing.open(path);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.delete(folder.resolve(name));
    }

    /// Windows has no way to force a folder, and keeps its names in a journal of its own.
    @Override
    public void forceFolder() throws IOException {
        boolean windows =
                System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        if (windows || !Files.isDirectory(folder)) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public StopCause causeOf(IOException failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("no space left")
                || message.contains("not enough space")
                || message.contains("quota exceeded")
                || !hasRoom()) {
            return StopCause.DISK_FULL;
        }
        if (failure instanceof AccessDeniedException
                || failure.getCause() instanceof ReadOnlyFileSystemException
                || message.contains("permission denied")
                || message.contains("access is denied")
                || message.contains("read-only file system")
                || !Files.isWritable(folder)) {
            return StopCause.NO_ACCESS;
        }
        return StopCause.FAULT;
    }

    private boolean hasRoom() {
        try {
            return Files.getFileStore(folder).getUsableSpace() >= FULL_BELOW_BYTES;
        } catch (IOException e) {
            // A folder that does not even tell its room has another trouble than being full.
            return true;
        }
    }

    private static final class Reading implements ReadableFile {

        private final RandomAccessFile file;
        private final ReentrantLock lock = new ReentrantLock();

        Reading(RandomAccessFile file) {
            this.file = file;
        }

        @Override
        public long size() throws IOException {
            return file.length();
        }

        @Override
        public int read(long position, byte[] into, int offset, int length) throws IOException {
            lock.lock();
            try {
                file.seek(position);
                return Math.max(0, file.read(into, offset, length));
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    private record Writing(RandomAccessFile file, AsynchronousFileChannel forcing)
            implements WritableFile {

        static Writing open(Path path) throws IOException {
            RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
            try {
                return new Writing(
                        file, AsynchronousFileChannel.open(path, StandardOpenOption.WRITE));
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        }

        @Override
        public long size() throws IOException {
            return file.length();
        }

        @Override
        public void write(long position, byte[] from, int offset, int length) throws IOException {
            file.seek(position);
            file.write(from, offset, length);
        }

        @Override
        public void force() throws IOException {
            forcing.force(false);
        }

        @Override
        public void close() throws IOException {
            try (file) {
                forcing.close();
            }
        }
    }
}

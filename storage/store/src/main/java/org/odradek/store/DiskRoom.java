package org.odradek.store;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/// How much room a profile's disk has left.
final class DiskRoom {
    /// An edit is refused while there is still room for the database and its next start: two of its largest writes. Behind it the journal
    /// could take the edit and the database could not, and a person would be told of a fault.
    private static final long RESERVE_BYTES = 6 << 20;

    /// Less than this is what a full disk has left.
    private static final long FULL_BYTES = 1 << 20;

    private DiskRoom() {}

    static boolean isForEdits(Path folder) {
        return usableBytes(folder) >= RESERVE_BYTES;
    }

    static boolean isFull(Path folder) {
        return usableBytes(folder) < FULL_BYTES;
    }

    /// How many bytes are missing to write the profile's journal, its tables and, if need be, its files once more, and to go on editing;
    /// 0 when there is room. The store may be at work in there: what goes away meanwhile needs no room.
    static long missingForAnother(Path profile, boolean withFiles) {
        var written = new Weight(profile, withFiles);
        try {
            Files.walkFileTree(profile, written);
        } catch (IOException e) {
            throw new UncheckedIOException("no visit of a file fails", e);
        }
        return Math.max(0, RESERVE_BYTES + written.bytes - usableBytes(profile));
    }

    private static final class Weight extends SimpleFileVisitor<Path> {
        private final Path profile;
        private final boolean withFiles;
        private long bytes;

        Weight(Path profile, boolean withFiles) {
            this.profile = profile;
            this.withFiles = withFiles;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return folder.equals(profile)
                            || !profile.equals(folder.getParent())
                            || isWritten(folder.getFileName().toString())
                    ? FileVisitResult.CONTINUE
                    : FileVisitResult.SKIP_SUBTREE;
        }

        private boolean isWritten(String name) {
            return name.equals("journal")
                    || name.startsWith("view-")
                    || withFiles && name.equals("files");
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes += profile.equals(file.getParent()) ? 0 : attributes.size();
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException cause) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException cause) {
            return FileVisitResult.CONTINUE;
        }
    }

    /// Asked for every edit, so that it must not find out first which disk the folder is on, as a `FileStore` does.
    private static long usableBytes(Path folder) {
        long bytes = folder.toFile().getUsableSpace();
        return bytes == 0 ? surelyUsableBytes(folder) : bytes;
    }

    /// A folder that does not tell its room has another trouble than being full.
    private static long surelyUsableBytes(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }
}

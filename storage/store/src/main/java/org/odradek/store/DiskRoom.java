package org.odradek.store;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
    /// 0 when there is room.
    static long missingForAnother(Path profile, boolean withFiles) throws IOException {
        long needed = RESERVE_BYTES;
        try (var paths = Files.list(profile)) {
            for (var path : paths.toList()) {
                var name = path.getFileName().toString();
                boolean isWritten =
                        name.equals("journal")
                                || name.startsWith("view-")
                                || withFiles && name.equals("files");
                needed += isWritten ? bytes(path) : 0;
            }
        }
        return Math.max(0, needed - usableBytes(profile));
    }

    private static long bytes(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            return paths.map(Path::toFile).filter(File::isFile).mapToLong(File::length).sum();
        } catch (UncheckedIOException e) {
            throw e.getCause();
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

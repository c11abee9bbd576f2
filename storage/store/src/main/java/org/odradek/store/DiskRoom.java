package org.odradek.store;

import java.io.IOException;
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

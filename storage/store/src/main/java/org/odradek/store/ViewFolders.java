package org.odradek.store;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32C;

/// The folders of a profile that hold a database each: `view-1`, `view-2`, …; the newest one that was made completely is in use. One that was
/// closed in order says so with a checksum of its file, so that a byte that changed since is noticed before it is read.
final class ViewFolders {
    private static final Logger LOG = LoggerFactory.getLogger(ViewFolders.class);
    private static final String COMPLETE = "complete";
    private static final String CLOSED = "closed";
    private static final String DATABASE_FILE = "odradek.mv.db";
    private static final int COPY_BYTES = 1 << 20;

    private final Path profile;

    ViewFolders(Path profile) {
        this.profile = profile;
    }

    /// The database in use; empty when there is none.
    Optional<Path> current() throws IOException {
        return all().stream()
                .filter(folder -> Files.exists(folder.resolve(COMPLETE)))
                .max(Comparator.comparingInt(ViewFolders::number));
    }

    /// An empty folder for the next database.
    Path next() throws IOException {
        int highest = all().stream().mapToInt(ViewFolders::number).max().orElse(0);
        var next = profile.resolve("view-" + (highest + 1));
        Files.createDirectories(next);
        return next;
    }

    /// Notes that a database holds everything that the journal held.
    static void markComplete(Path folder) throws IOException {
        if (!Files.exists(folder.resolve(COMPLETE))) {
            Files.createFile(folder.resolve(COMPLETE));
        }
    }

    /// Deletes all databases but the one in use and one that was set aside.
    void deleteOthers(Path inUse) throws IOException {
        var others =
                all().stream()
                        .filter(folder -> !folder.equals(inUse))
                        .sorted(Comparator.comparingInt(ViewFolders::number).reversed())
                        .toList();
        boolean kept = false;
        for (var folder : others) {
            if (!kept && Files.exists(folder.resolve(COMPLETE))) {
                kept = true;
            } else {
                delete(folder);
            }
        }
    }

    static void delete(Path folder) throws IOException {
        try (var inside = Files.list(folder)) {
            for (var file : inside.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private List<Path> all() throws IOException {
        if (!Files.isDirectory(profile)) {
            return List.of();
        }
        try (var inside = Files.list(profile)) {
            return inside.filter(path -> path.getFileName().toString().matches("view-\\d{1,9}"))
                    .toList();
        }
    }

    private static int number(Path folder) {
        return Integer.parseInt(folder.getFileName().toString().substring("view-".length()));
    }

    /// What the end of the last run left.
    enum Ending {
        NEW,
        IN_ORDER,
        CUT_SHORT,
        CHANGED_SINCE
    }

    /// Looks at how the database was left, and forgets it where it is about to be used.
    static Ending begin(Path folder) throws IOException {
        var note = folder.resolve(CLOSED);
        var database = folder.resolve(DATABASE_FILE);
        if (!Files.exists(database)) {
            return Files.exists(folder.resolve(COMPLETE)) ? Ending.CHANGED_SINCE : Ending.NEW;
        }
        if (!Files.exists(note)) {
            return Ending.CUT_SHORT;
        }
        var said = Files.readString(note).strip();
        if (!said.equals(checksum(database))) {
            // The note stays until another database is in use: a start that ends early does not
            // hide the change from the next.
            return Ending.CHANGED_SINCE;
        }
        Files.delete(note);
        return Ending.IN_ORDER;
    }

    /// Notes what the file holds, after the database was closed.
    static void end(Path folder) {
        try {
            Files.writeString(folder.resolve(CLOSED), checksum(folder.resolve(DATABASE_FILE)));
        } catch (IOException e) {
            LOG.warn("The database's checksum was not written; it is verified at the start.", e);
        }
    }

    private static String checksum(Path file) throws IOException {
        var crc = new CRC32C();
        var buffer = ByteBuffer.allocateDirect(COPY_BYTES);
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (channel.read(buffer) >= 0) {
                crc.update(buffer.flip());
                buffer.clear();
            }
            return String.format(Locale.ROOT, "%d %08x", channel.size(), crc.getValue());
        }
    }
}

package org.odradek.sync.server.backup;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.server.ServerConfiguration;
import org.odradek.sync.server.blob.FileBlobs;
import org.odradek.sync.server.log.AccountLog;
import org.odradek.sync.server.log.h2.H2AccountLog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// Makes backups, takes them back, and looks at data folders and backups.
public final class Backups {
    private Backups() {}

    /// What came of making one.
    public sealed interface Writing {
        record Written(int files, long bytes) implements Writing {}

        /// The engine's own tools do it.
        record OwnTools() implements Writing {}
    }

    /// What came of taking one back or of looking at one.
    public sealed interface Answer {
        /// @param words what there was
        record Fine(String words) implements Answer {}

        /// @param sentence one sentence for the operator
        record Wrong(String sentence) implements Answer {}
    }

    /// The log as it stood at one moment, then the chunks: whatever the log names is there, since chunks come first and go late.
    ///
    /// @throws java.nio.file.FileAlreadyExistsException when the file is there
    public static Writing write(AccountLog log, Path blobs, Path file) throws IOException {
        if (Files.exists(file)) {
            throw new java.nio.file.FileAlreadyExistsException(file.toString());
        }
        var copy = Files.createTempDirectory(parent(file), ".odradek-backup");
        try {
            if (!log.copyTo(copy)) {
                return new Writing.OwnTools();
            }
            var written = Archive.write(copy, blobs, file);
            return new Writing.Written(written.files(), written.bytes());
        } finally {
            clear(copy);
        }
    }

    /// Fills an empty folder, or one that is not there yet, with a backup. What was written is taken away again when it is damaged.
    public static Answer restore(Path file, Path data) throws IOException {
        if (Files.exists(data) && !isEmpty(data)) {
            return new Answer.Wrong("The folder " + data + " is not empty.");
        }
        Files.createDirectories(data);
        return switch (Archive.extract(file, data)) {
            case Archive.Reading.Whole(int files, long bytes) ->
                    new Answer.Fine(
                            "Restored " + files + " files, " + bytes + " bytes, to " + data + ".");
            case Archive.Reading.Damaged(var sentence) -> {
                clear(data);
                yield new Answer.Wrong(sentence);
            }
        };
    }

    /// Looks at a backup as it would be restored.
    public static Answer verifyBackup(Path file) throws IOException {
        var restored = Files.createTempDirectory("odradek-verify");
        try {
            return switch (Archive.extract(file, restored)) {
                case Archive.Reading.Whole _ -> verifyFolder(restored);
                case Archive.Reading.Damaged(var sentence) -> new Answer.Wrong(sentence);
            };
        } finally {
            clear(restored);
        }
    }

    /// Looks at the data folder of a server that is not running.
    public static Answer verifyFolder(Path data) {
        if (!holdsLog(data)) {
            return new Answer.Wrong("The folder " + data + " holds no log of a server.");
        }
        var nobodysSecret = new Bytes(new byte[32]);
        try (var log =
                H2AccountLog.open(
                        ServerConfiguration.embeddedLog(data),
                        nobodysSecret,
                        new SimpleMeterRegistry())) {
            var verification = new Verification(log, new FileBlobs(data.resolve("blobs")));
            verification.all();
            return new Answer.Fine("All is as it was written: " + verification.seen() + ".");
        } catch (Verification.FoundException e) {
            return new Answer.Wrong(String.valueOf(e.getMessage()));
        } catch (IllegalStateException | UncheckedIOException e) {
            return new Answer.Wrong(
                    "The data in " + data + " cannot be read: " + e.getMessage() + ".");
        }
    }

    /// Whether the embedded engine's log is there.
    public static boolean holdsLog(Path data) {
        return Files.isRegularFile(data.resolve("log.mv.db"));
    }

    private static boolean isEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static Path parent(Path file) {
        var parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException("no folder above " + file);
        }
        return parent;
    }

    private static void clear(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}

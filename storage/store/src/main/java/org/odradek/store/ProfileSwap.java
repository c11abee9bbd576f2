package org.odradek.store;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/// Exchanges a profile's journal, files and keys for others that were prepared in the folder `prepared`, so that a crash at any moment
/// leaves either the old profile or the new one.
///
/// What is prepared counts from the moment at which its file `ready` is durable; before, it is thrown away at the next start. From then
/// on every start goes on with the exchange where it stopped: each part is moved once, by a rename, and the keys come last. The old
/// journal, files and keys are kept in the folder that `ready` names; views and search indexes are made anew, so old ones are deleted.
final class ProfileSwap {
    private static final String PREPARED = "prepared";
    private static final String READY = "ready";
    private static final String KEYS = "keys";
    private static final String JOURNAL = "journal";
    private static final String SEARCH = "search";

    /// The journal comes last: while it stands in `prepared`, the old keys and views are still in use.
    private static final List<String> EXCHANGED = List.of("files", JOURNAL);

    private final Path profile;
    private final Path prepared;
    private final Runnable beforeStep;

    ProfileSwap(Path profile) {
        this(profile, () -> {});
    }

    /// @param beforeStep is called before each step after which a crash leaves something else on the disk
    ProfileSwap(Path profile, Runnable beforeStep) {
        this.profile = profile;
        this.prepared = profile.resolve(PREPARED);
        this.beforeStep = beforeStep;
    }

    /// An empty folder to prepare the new `journal`, `files` and `keys` in.
    Path begin() throws IOException {
        delete(prepared);
        return Files.createDirectories(prepared);
    }

    /// Says that everything prepared is there, whole and forced. Answers the name of the folder where the old profile will be kept.
    String commit() throws IOException {
        int number = 1;
        while (Files.exists(profile.resolve("set-aside-" + number))) {
            number++;
        }
        var name = "set-aside-" + number;
        var beside = prepared.resolve(READY + ".new");
        try (var channel =
                FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(StandardCharsets.US_ASCII.encode(name));
            channel.force(true);
        }
        move(beside, prepared.resolve(READY));
        force(prepared);
        force(profile);
        return name;
    }

    /// Ends an exchange that was begun, or takes one back that was not ready. The profile must be owned and closed.
    void finish() throws IOException {
        if (!Files.isDirectory(prepared)) {
            return;
        }
        var ready = prepared.resolve(READY);
        if (!Files.exists(ready)) {
            delete(prepared);
            return;
        }
        var aside = profile.resolve(Files.readString(ready, StandardCharsets.US_ASCII).strip());
        if (Files.exists(prepared.resolve(JOURNAL))) {
            Files.createDirectories(aside);
            keepKeys(aside);
            deleteDerived();
            for (var name : EXCHANGED) {
                exchange(name, aside);
            }
        }
        var keys = prepared.resolve(KEYS);
        if (Files.exists(keys)) {
            move(keys, profile.resolve(KEYS));
        }
        force(profile);
        Files.delete(ready);
        delete(prepared);
    }

    /// A copy, since a profile without keys would be given new ones.
    private void keepKeys(Path aside) throws IOException {
        var kept = aside.resolve(KEYS);
        if (!Files.exists(kept)) {
            var beside = aside.resolve(KEYS + ".new");
            Files.copy(
                    profile.resolve(KEYS),
                    beside,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.COPY_ATTRIBUTES);
            move(beside, kept);
            force(aside);
        }
    }

    private void deleteDerived() throws IOException {
        delete(profile.resolve(SEARCH));
        try (var inside = Files.list(profile)) {
            for (var path : inside.toList()) {
                if (path.getFileName().toString().matches("view-\\d{1,9}")) {
                    delete(path);
                }
            }
        }
    }

    private void exchange(String name, Path aside) throws IOException {
        var fresh = prepared.resolve(name);
        var inUse = profile.resolve(name);
        if (!Files.exists(fresh)) {
            return;
        }
        if (Files.exists(inUse)) {
            move(inUse, aside.resolve(name));
            force(aside);
        }
        move(fresh, inUse);
        force(profile);
    }

    private void move(Path from, Path to) throws IOException {
        beforeStep.run();
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Windows cannot open a folder; its moves are durable without.
    private static void force(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path visited, @Nullable IOException failure) throws IOException {
                        if (failure != null) {
                            throw failure;
                        }
                        Files.delete(visited);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}

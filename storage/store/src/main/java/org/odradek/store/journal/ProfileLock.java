package org.odradek.store.journal;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// Makes sure that one process at a time owns a profile's folder.
///
/// The operating system holds the lock on the file `lock` and gives it up when the process ends, however
/// it ends. The file `owner` beside it tells others who it is; it has no say in who owns.
public final class ProfileLock implements AutoCloseable {

    private final FileChannel channel;
    private final FileLock lock;
    private final Path ownerFile;

    private ProfileLock(FileChannel channel, FileLock lock, Path ownerFile) {
        this.channel = channel;
        this.lock = lock;
        this.ownerFile = ownerFile;
    }

    /// What became of the attempt.
    public sealed interface Result {

        /// This process owns the profile until the lock is closed.
        record Owned(ProfileLock lock) implements Result {}

        /// Another process owns it, or this one already does.
        ///
        /// @param pid its process id, as far as it is known
        record HeldBy(OptionalLong pid) implements Result {}
    }

    /// Tries to own the profile in a folder, which is made if need be. Does not wait.
    ///
    /// @throws IOException when the folder cannot be used at all
    public static Result tryOwn(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path ownerFile = folder.resolve("owner");
        Owner self = Owner.self();
        @Nullable Owner owner = Owner.read(ownerFile).orElse(null);
        if (self.equals(owner)) {
            // Opening and closing the lock file here would give up this process's own lock (POSIX).
            return new Result.HeldBy(OptionalLong.of(self.pid()));
        }
        boolean interrupted = false;
        try {
            while (true) {
                // An interrupt closes the channel that is being locked: the lock is tried for
                // again.
                interrupted |= Thread.interrupted();
                try {
                    return tryLock(folder, ownerFile, self, owner);
                } catch (ClosedByInterruptException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Result tryLock(Path folder, Path ownerFile, Owner self, @Nullable Owner owner)
            throws IOException {
        FileChannel channel =
                FileChannel.open(
                        folder.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        boolean owned = false;
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                return heldBy(owner);
            }
            note(ownerFile, self);
            owned = true;
            return new Result.Owned(new ProfileLock(channel, lock, ownerFile));
        } catch (OverlappingFileLockException e) {
            return heldBy(self);
        } finally {
            if (!owned) {
                channel.close();
            }
        }
    }

    /// The lock alone decides: on a full disk the profile is owned, and read, without a name in the file.
    private static void note(Path ownerFile, Owner self) throws IOException {
        try {
            Files.writeString(ownerFile, self.text(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            Files.deleteIfExists(ownerFile);
        }
    }

    private static Result heldBy(@Nullable Owner owner) {
        return new Result.HeldBy(
                owner == null ? OptionalLong.empty() : OptionalLong.of(owner.pid()));
    }

    /// Gives the profile up.
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(ownerFile);
        lock.close();
        channel.close();
    }

    /// A process; the moment of its start tells it from another one that was given the same id.
    private record Owner(long pid, long startedMs) {

        static Owner self() {
            ProcessHandle process = ProcessHandle.current();
            long startedMs = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
            return new Owner(process.pid(), startedMs);
        }

        static Optional<Owner> read(Path file) throws IOException {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            // After a power cut the file may hold anything; only the lock decides, not the name in
            // it.
            String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            String[] words = text.strip().split(" ");
            boolean whole =
                    words.length == 2
                            && words[0].matches("\\d{1,18}")
                            && words[1].matches("\\d{1,18}");
            return whole
                    ? Optional.of(new Owner(Long.parseLong(words[0]), Long.parseLong(words[1])))
                    : Optional.empty();
        }

        String text() {
            return pid + " " + startedMs + "\n";
        }
    }
}

package org.odradek.sync.simulation.device;

import org.odradek.sync.simulation.fault.Fault;
import org.odradek.sync.simulation.fault.Faults;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The database of a profile, which nothing rests on: after a power cut it holds what was written of it, or nothing, half of it, or the
/// state of some time ago.
final class ViewFile {
    private static final List<Fault> DAMAGES =
            List.of(Fault.VIEW_LOST, Fault.VIEW_CUT_SHORT, Fault.VIEW_OLDER);

    private final Path folder;
    private final Faults faults;
    private final RandomGenerator random;

    ViewFile(Path folder, Faults faults, RandomGenerator random) {
        this.folder = folder;
        this.faults = faults;
        this.random = random;
    }

    private Optional<Path> file() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(path -> path.toString().endsWith(".mv.db")).max(Path::compareTo);
        }
    }

    private Path older() {
        return folder.resolve("older");
    }

    private Path found() {
        return folder.resolve("found");
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Keeps what the file holds now, for [#asFound()].
    void find() throws IOException {
        var file = file();
        Files.deleteIfExists(found());
        if (file.isPresent()) {
            copy(file.get(), found());
        }
    }

    /// Now and then keeps a closed file, to fall back to.
    void keepNowAndThen() throws IOException {
        var file = file();
        if (file.isPresent() && faults.may(Fault.VIEW_OLDER) && random.nextInt(3) == 0) {
            copy(file.get(), older());
        }
    }

    /// After a power cut: the file as [#find()] found it, or worse.
    void asFound() throws IOException {
        var file = file();
        if (file.isEmpty()) {
            return;
        }
        Files.deleteIfExists(file.get().resolveSibling("closed"));
        if (Files.exists(found())) {
            Files.move(found(), file.get(), StandardCopyOption.REPLACE_EXISTING);
        }
        if (random.nextBoolean()) {
            var damage = faults.oneOf(random, DAMAGES);
            if (damage.isPresent()) {
                damage(file.get(), damage.get());
            }
        }
    }

    /// Damages a closed file; answers false when there is none.
    boolean rot(Fault damage) throws IOException {
        var file = file();
        if (file.isPresent()) {
            damage(file.get(), damage);
        }
        return file.isPresent();
    }

    /// Takes a closed file away.
    void lose() throws IOException {
        var file = file();
        if (file.isPresent()) {
            Files.delete(file.get());
        }
    }

    private void damage(Path file, Fault damage) throws IOException {
        switch (damage) {
            case VIEW_LOST -> Files.delete(file);
            case VIEW_FLIPPED -> {
                var time = Files.getLastModifiedTime(file);
                try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
                    if (bytes.length() == 0) {
                        // Its tail was lost before, and all of it was tail.
                        return;
                    }
                    long at = random.nextLong(bytes.length());
                    bytes.seek(at);
                    int flipped = bytes.read() ^ 1 << random.nextInt(8);
                    bytes.seek(at);
                    bytes.write(flipped);
                }
                Files.setLastModifiedTime(file, time);
            }
            case VIEW_CUT_SHORT, VIEW_TAIL_LOST -> {
                try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(random.nextLong(channel.size() + 1));
                }
            }
            case VIEW_OLDER -> {
                if (!Files.exists(older())) {
                    return;
                }
                copy(older(), file);
            }
            default -> throw new IllegalArgumentException("no damage of a view: " + damage);
        }
        faults.strikes(damage);
    }
}
